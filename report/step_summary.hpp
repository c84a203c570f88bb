// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "compare/comparison.hpp"

namespace trackmeet::report {

/// Bytes that GitHub takes as the summary of one step; a longer one is refused as a whole.
inline constexpr std::size_t step_summary_limit = 1'048'576;

/// Comparisons as Markdown for $GITHUB_STEP_SUMMARY: as `render_markdown`, without the hidden marker and with room for
/// more rows. Shorter than `limit` bytes, which should be at least a few thousand.
std::string render_step_summary(std::span<const compare::Comparison> comparisons,
                                std::size_t limit = step_summary_limit);

}  // namespace trackmeet::report
