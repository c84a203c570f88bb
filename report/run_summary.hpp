// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "model/run.hpp"

namespace trackmeet::report {

/// One metric over the rounds of a run, in the metric's unit. All NaN where there are no values.
struct RoundsSummary {
  std::size_t rounds = 0;
  double median = std::numeric_limits<double>::quiet_NaN();
  double min = std::numeric_limits<double>::quiet_NaN();
  double mean = std::numeric_limits<double>::quiet_NaN();
  double max = std::numeric_limits<double>::quiet_NaN();
  double spread = std::numeric_limits<double>::quiet_NaN();  ///< coefficient of variation: sample standard deviation
                                                             ///< over mean; from two rounds on
};

/// Sums `values` up, which are one a round, in any order, and finite.
RoundsSummary summarise_rounds(std::span<const double> values);

/// What the closing table of a run says of one benchmark.
struct BenchmarkSummary {
  std::string name;
  std::size_t rounds = 0;                                        ///< of the metric that has most
  RoundsSummary time;                                            ///< real time, in seconds
  double throughput = std::numeric_limits<double>::quiet_NaN();  ///< median over rounds, in `throughput_unit`
  std::string throughput_unit;  ///< of the first of FLOP/s, B/s and items/s that was measured; empty: none
  std::string quality;          ///< what was learnt: `91.25 % right`, `2.402 bits/char`; empty: nothing was
  double allocations = std::numeric_limits<double>::quiet_NaN();        ///< median per iteration
  double peak_memory_bytes = std::numeric_limits<double>::quiet_NaN();  ///< median of the peak resident set
};

/// All benchmarks of `run`, by name.
std::vector<BenchmarkSummary> summarise_run(const model::Run& run);

}  // namespace trackmeet::report
