// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compare/comparison.hpp"

namespace trackmeet::report {

inline constexpr std::string_view comparison_schema = "trackmeet.comparison/1";
inline constexpr std::string_view comparisons_schema = "trackmeet.comparisons/1";

/// A comparison for programs, as docs/comparison.schema.json says: ASCII only, the same bytes for the same input, ended
/// by a newline. What is not a finite number is null; bytes that are not UTF-8 become U+FFFD. Names and reasons stand
/// there whole and as they are.
std::string render_json(const compare::Comparison& comparison);

/// One comparison as above; several, or none, as one document that has them in an array, as
/// docs/comparisons.schema.json says.
std::string render_json(std::span<const compare::Comparison> comparisons);

}  // namespace trackmeet::report
