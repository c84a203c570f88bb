// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "compare/comparison.hpp"

namespace trackmeet::report {

/// Annotations of one kind that GitHub shows of one step.
inline constexpr std::size_t most_annotations = 10;

/// Comparisons as workflow commands, which GitHub shows beside the run and the pull request: `::error` for a regression
/// at or above the gate and for what failed or is missing, `::warning` for smaller regressions, for what cannot be
/// compared and for the comparison's own warnings, `::notice` with the conclusion and the counts of each suite. Worst
/// first, at most `most_annotations` of a kind; where there are more, the last one says how many are left out. One line
/// each.
std::string render_annotations(std::span<const compare::Comparison> comparisons);

}  // namespace trackmeet::report
