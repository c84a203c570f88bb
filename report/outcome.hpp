// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "compare/comparison.hpp"

namespace trackmeet::report {

/// What a row is to those who know only tests: JUnit readers, and GitHub with its errors and warnings.
enum class Outcome {
  passed,   ///< judged, and nothing that the gate stops
  failed,   ///< a regression at or above the gate
  error,    ///< nothing to judge where something should be: failed, or missing without leave
  skipped,  ///< no answer: inconclusive, incomparable, new, or missing with leave
};

/// The outcome of a row of `comparison`. What only repeats the time never fails: the time does.
Outcome outcome_of(const compare::ComparedRow& row, const compare::Comparison& comparison);

/// Whether the comparison ends badly although none of its rows fails or errs, as when nothing could be judged: then the
/// whole has to be told beside the rows.
bool fails_as_a_whole(const compare::Comparison& comparison);

/// The exit status of several comparisons together: 1 if any is 1, else 2 if any is 2, else 0.
int exit_status_of(std::span<const compare::Comparison> comparisons);

}  // namespace trackmeet::report
