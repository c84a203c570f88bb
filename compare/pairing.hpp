// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "compare/policy.hpp"
#include "model/baseline.hpp"

namespace trackmeet::compare {

/// One metric of one benchmark with the values of both sides, one a round; those of the baseline's sessions one after
/// the other.
struct Pair {
  std::string benchmark;
  model::Metric metric;
  std::vector<double> base;                         ///< empty: the baseline does not have it
  std::vector<double> head;                         ///< empty: the run does not have it
  model::Basis base_basis = model::Basis::samples;  ///< what the values of the base are
  model::Basis head_basis = model::Basis::samples;
};

/// The metrics that `policy` judges in these runs, the most important first: those that it names, or all of them.
std::vector<std::string> metrics_to_judge(const std::vector<const model::Run*>& base, const model::Run& head,
                                          const Policy& policy);

/// Every benchmark of either side with every metric of `metrics` that either side has, by benchmark in the order of the
/// baseline, new ones after them, and by metric in the order of `metrics`. Where the two sides describe a metric
/// differently, the head's word counts.
std::vector<Pair> pair_up(const std::vector<const model::Run*>& base, const model::Run& head,
                          const std::vector<std::string>& metrics);

}  // namespace trackmeet::compare
