// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

#include "suites/support/benchmark.hpp"

namespace trackmeet::suites {

/// How long each benchmark is run.
struct Timing {
  std::optional<std::uint64_t> iterations{};  ///< exactly so many; not set: Google Benchmark finds the number
  std::chrono::milliseconds warm_up{5};       ///< at least, before the timing; one run in any case
  bool check = true;  ///< no: results are not compared with the reference, but for those of a benchmark that runs once
};

/// Hands `benchmarks` to Google Benchmark, to be timed as `timing` says.
///
/// What then happens to each: its operands are made, it runs once and the result is checked, it runs on until it is
/// warm, and only then is it timed. Google Benchmark may call several times to find the number of iterations; preparing
/// is done at the first call. A wrong result is reported as that benchmark's error and nothing is timed.
void hand_over(std::span<const Registered* const> benchmarks, const Timing& timing);

}  // namespace trackmeet::suites
