// SPDX-License-Identifier: Apache-2.0
#include "report/outcome.hpp"

#include <algorithm>

#include "compare/conclusion.hpp"

namespace trackmeet::report {

using compare::Verdict;

Outcome outcome_of(const compare::ComparedRow& row, const compare::Comparison& comparison) {
  switch (row.verdict) {
    case Verdict::regression:
      return !row.repeats_time && compare::fails(comparison.gate, row.severity) ? Outcome::failed : Outcome::passed;
    case Verdict::improvement:
    case Verdict::unchanged:
      return Outcome::passed;
    case Verdict::failed:
      return Outcome::error;
    case Verdict::missing:
      return row.permitted ? Outcome::skipped : Outcome::error;
    case Verdict::inconclusive:
    case Verdict::incomparable:
    case Verdict::added:
      break;
  }
  return Outcome::skipped;
}

bool fails_as_a_whole(const compare::Comparison& comparison) {
  return comparison.exit_status != 0 && std::ranges::none_of(comparison.rows, [&](const compare::ComparedRow& row) {
           const Outcome outcome = outcome_of(row, comparison);
           return outcome == Outcome::failed || outcome == Outcome::error;
         });
}

int exit_status_of(std::span<const compare::Comparison> comparisons) {
  int status = 0;
  for (const compare::Comparison& comparison : comparisons)
    status = status == 1 || comparison.exit_status == 1 ? 1 : std::max(status, comparison.exit_status);
  return status;
}

}  // namespace trackmeet::report
