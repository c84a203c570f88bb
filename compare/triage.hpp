// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "compare/comparison.hpp"
#include "compare/pairing.hpp"

namespace trackmeet::compare {

/// What there is to judge, and what is said without a judgement.
struct Triage {
  std::vector<ComparedRow> settled;  ///< missing, new, failed and incomparable benchmarks, one row each
  std::vector<Pair> to_judge;        ///< with values on both sides
  std::vector<std::string> warnings;
};

/// Sorts `pairs`, of which those of one benchmark stand together. `mismatch` says why nothing may be compared (empty:
/// it may), `first_metric` what the row of a benchmark without any value is about.
Triage triage(std::vector<Pair> pairs, const model::Run& head, const Policy& policy, const std::string& mismatch,
              const std::string& first_metric);

}  // namespace trackmeet::compare
