// SPDX-License-Identifier: Apache-2.0
#include "suites/support/hardware_counters.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <map>
#include <set>

namespace trackmeet::suites {
namespace {

using machine::PerfEvent;
using machine::PerfReading;

/// Descriptors are the events' numbers.
class FakeKernel final : public machine::PerfKernel {
public:
  int open(PerfEvent event) override {
    ++asked;
    const auto found = refusals.find(event);
    if (found != refusals.end()) return -found->second;
    open_now.insert(static_cast<int>(event));
    return static_cast<int>(event);
  }
  std::optional<PerfReading> read(int descriptor) override {
    ++reads;
    if (is_broken) return std::nullopt;
    return readings[static_cast<PerfEvent>(descriptor)];
  }
  void close(int descriptor) override { open_now.erase(descriptor); }

  std::map<PerfEvent, int> refusals;
  std::map<PerfEvent, PerfReading> readings;
  std::set<int> open_now;
  int asked = 0, reads = 0;
  bool is_broken = false;
};

/// What a loop of 10 iterations takes during which the readings go from `from` to `to`.
std::map<std::string, double> looped(FakeKernel& kernel, PerfReading from, PerfReading to) {
  HardwareCounters counters(kernel);
  for (const PerfEvent event :
       {PerfEvent::cycles, PerfEvent::instructions, PerfEvent::branch_misses, PerfEvent::cache_misses})
    kernel.readings[event] = from;
  counters.loop_begins();
  for (auto& [event, reading] : kernel.readings) reading = to;
  counters.loop_ends();
  std::map<std::string, double> by_name;
  for (const Counter& counter : counters.per_iteration(10)) by_name[counter.name] = counter.value;
  return by_name;
}

TEST(HardwareCounters, count_the_loop_alone_for_each_iteration) {
  FakeKernel kernel;
  const auto counted = looped(kernel, {500, 100, 100}, {1500, 300, 300});
  EXPECT_EQ(counted, (std::map<std::string, double>{
                         {"cycles", 100}, {"hw_instructions", 100}, {"branch_misses", 100}, {"cache_misses", 100}}));
  EXPECT_EQ(kernel.reads, 8) << "once before and once after";
  EXPECT_TRUE(kernel.open_now.empty());
}

TEST(HardwareCounters, that_ran_half_of_the_time_are_scaled_up) {
  FakeKernel kernel;
  EXPECT_EQ(looped(kernel, {0, 0, 0}, {1000, 400, 200})["cycles"], 200);
}

TEST(HardwareCounters, that_did_not_run_in_the_loop_say_nothing) {
  FakeKernel kernel;
  EXPECT_TRUE(looped(kernel, {1000, 400, 200}, {1000, 800, 200}).empty());
}

TEST(HardwareCounters, that_run_backwards_or_cannot_be_read_say_nothing) {
  FakeKernel kernel;
  EXPECT_TRUE(looped(kernel, {1000, 100, 100}, {10, 200, 200}).empty());
  kernel.is_broken = true;
  EXPECT_TRUE(looped(kernel, {0, 0, 0}, {1000, 100, 100}).empty());
}

TEST(HardwareCounters, are_those_that_the_machine_has) {
  FakeKernel kernel;
  kernel.refusals[PerfEvent::cache_misses] = ENOENT;
  EXPECT_EQ(looped(kernel, {0, 0, 0}, {10, 5, 5}).count("cache_misses"), 0U);
  EXPECT_EQ(looped(kernel, {0, 0, 0}, {10, 5, 5}).size(), 3U);
}

TEST(HardwareCounters, ask_once_where_there_are_none) {
  FakeKernel kernel;
  kernel.refusals[PerfEvent::cycles] = EACCES;
  EXPECT_TRUE(looped(kernel, {0, 0, 0}, {10, 5, 5}).empty());
  EXPECT_EQ(kernel.asked, 1);
  EXPECT_EQ(kernel.reads, 0);
}

}  // namespace
}  // namespace trackmeet::suites
