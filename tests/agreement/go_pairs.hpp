// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/run.hpp"

namespace trackmeet::agreement {

/// The runs of one unchanged program on several days, in the order of time, from Go's own benchmark series
/// (benchseries_even_nsop.json): those whose names begin with `Go1.17`.
std::vector<model::Run> runs_of_go117(std::string_view json);

/// A verdict that there should not be: the program is the same on both sides.
struct FalseAlarm {
  std::string benchmark, base, head;  ///< the name, and the days
  double change = 0;
  std::string severity, reason;
};

/// What `compare_runs` with the default policy says of one program on different days.
struct Tally {
  std::size_t comparisons = 0;
  std::size_t rows = 0;  ///< pairs of a benchmark
  std::size_t unchanged = 0, inconclusive = 0, improvements = 0;
  std::vector<FalseAlarm> regressions;
};

/// Every run as the head against every other as the base.
Tally tally_of_pairs(const std::vector<model::Run>& runs);

/// Every run as the head against all the others, as the sessions of one baseline.
Tally tally_of_baselines(const std::vector<model::Run>& runs);

/// docs/go-pairs.md
std::string page_of(const std::vector<model::Run>& runs, const Tally& pairs, const Tally& baselines);

}  // namespace trackmeet::agreement
