// SPDX-License-Identifier: Apache-2.0
#include "suites/support/hardware_counters.hpp"

namespace trackmeet::suites {
namespace {

using machine::PerfEvent;
using machine::PerfReading;

struct Named {
  PerfEvent event;
  const char* metric;
};
constexpr std::array<Named, 4> events = {{{PerfEvent::cycles, "cycles"},
                                          {PerfEvent::instructions, "hw_instructions"},
                                          {PerfEvent::branch_misses, "branch_misses"},
                                          {PerfEvent::cache_misses, "cache_misses"}}};

}  // namespace

HardwareCounters::HardwareCounters(machine::PerfKernel& kernel) : kernel_(kernel) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    slots_[i].descriptor = kernel_.open(events[i].event);
    if (i == 0 && slots_[i].descriptor < 0) return;  // who has no cycles has nothing
  }
}

HardwareCounters::~HardwareCounters() {
  for (const Slot& slot : slots_)
    if (slot.descriptor >= 0) kernel_.close(slot.descriptor);
}

void HardwareCounters::loop_begins() {
  for (Slot& slot : slots_) {
    slot.is_read = false;
    if (slot.descriptor < 0) continue;
    const auto reading = kernel_.read(slot.descriptor);
    if (!reading) continue;
    slot.before = *reading;
    slot.is_read = true;
  }
}

void HardwareCounters::loop_ends() {
  for (Slot& slot : slots_) {
    if (!slot.is_read) continue;
    const auto reading = kernel_.read(slot.descriptor);
    slot.is_read = reading.has_value();
    if (reading) slot.after = *reading;
  }
}

std::vector<Counter> HardwareCounters::per_iteration(std::uint64_t iterations) const {
  std::vector<Counter> counters;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Slot& slot = slots_[i];
    const PerfReading &from = slot.before, &to = slot.after;
    const bool has_run = slot.is_read && to.running_ns > from.running_ns && to.count >= from.count;
    if (!has_run || iterations == 0) continue;
    const double share =
        static_cast<double>(to.running_ns - from.running_ns) / static_cast<double>(to.enabled_ns - from.enabled_ns);
    const double count = static_cast<double>(to.count - from.count) / share;
    counters.push_back({events[i].metric, count / static_cast<double>(iterations)});
  }
  return counters;
}

}  // namespace trackmeet::suites
