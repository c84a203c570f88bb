// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "compare/comparison.hpp"

namespace trackmeet::report {

/// Bytes that a rendered comment keeps below; GitHub refuses comments of more than 65 536 characters.
inline constexpr std::size_t markdown_limit = 60'000;

/// A comparison as the comment on a pull request: the marker, the conclusion, the rows as they come (worst first) with
/// the unchanged ones folded away, what differs between the sides, the warnings. Shorter than `markdown_limit` however
/// large the input; what was cut is said. Names and reasons are shown as text: they can neither mark up, link, mention
/// anybody nor close the marker.
std::string render_markdown(const compare::Comparison& comparison);

/// `<!-- trackmeet:SUITE -->`, the first line of the comment, by which whoever posts the next one finds it. Characters
/// of the suite's name other than letters, digits, `_`, `.`, `/` and single `-` stand there as `%xx`.
std::string markdown_marker(std::string_view suite);

/// Foreign `text` as plain text within Markdown, shortened in the middle to `columns`.
std::string markdown_text(std::string_view text, std::size_t columns = 300);

/// The same in a monospaced face.
std::string markdown_code(std::string_view text, std::size_t columns = 120);

}  // namespace trackmeet::report
