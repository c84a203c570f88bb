// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "machine/perf_counters.hpp"
#include "suites/support/work.hpp"

namespace trackmeet::suites {

/// Hardware counters around the timed loop: `cycles`, `hw_instructions`, `branch_misses`, `cache_misses`, of this
/// process in user space, each where the machine has it. They count all along, in threads that start later, too, and
/// are read before the clock starts and after it stops, so they cost the loop nothing.
class HardwareCounters {
public:
  explicit HardwareCounters(machine::PerfKernel& kernel = machine::perf_kernel());
  ~HardwareCounters();
  HardwareCounters(const HardwareCounters&) = delete;
  HardwareCounters& operator=(const HardwareCounters&) = delete;

  /// To be called right before and right after the loop.
  void loop_begins();
  void loop_ends();

  /// What the last loop took for each of its `iterations`; without those that did not run in it. Where one ran a part
  /// of the time, its count is scaled up to the whole.
  std::vector<Counter> per_iteration(std::uint64_t iterations) const;

private:
  struct Slot {
    int descriptor = -1;  ///< negative: the machine does not have it
    machine::PerfReading before{}, after{};
    bool is_read = false;  ///< both
  };
  machine::PerfKernel& kernel_;
  std::array<Slot, 4> slots_;
};

}  // namespace trackmeet::suites
