// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "compare/block_differences.hpp"
#include "compare/comparison.hpp"
#include "compare/duet_decision.hpp"
#include "compare/pairing.hpp"
#include "model/run.hpp"

namespace trackmeet::compare {

/// What one benchmark's metric is decided by under the plan that `duet` records: its looks (none: the benchmark is not
/// in the plan), its share of the error rate and the threshold of interest. The first sampled metric that is judged is
/// the primary one (see `level_of_row`). `known` are the metrics of both files, the head's first, whose word about a
/// kind counts. Where every metric is judged, the primary one has nine tenths of the rate whether there are others or
/// not, so that it is known before the start; the others share their tenth by as many as the two files tell, which sign
/// flips between the sides cannot change.
BlockPlan block_plan(const model::Duet& duet, const Policy& policy, const std::vector<model::Metric>& known,
                     const std::string& benchmark, const std::string& metric);

/// Judges the sampled metrics of a duet with a plan by their blocks.
class DuetJudge {
public:
  /// Both runs are sides of one duet, the head with a plan; they and the policy must outlive the judge.
  DuetJudge(const model::Run& base, const model::Run& head, const Policy& policy);

  /// The row of a pair with values on both sides.
  ComparedRow judge(const Pair& pair) const;

private:
  const model::Run& head_;
  const Policy& policy_;
  std::vector<model::Metric> known_;  ///< the head's metrics, and those that only the base has
  std::map<std::pair<std::string, std::string>, BlockSeries> series_;  ///< by benchmark and metric
};

/// `suites/x/a.cpp and 2 more files`; empty for none.
std::string files_in_words(const std::vector<std::string>& files);

}  // namespace trackmeet::compare
