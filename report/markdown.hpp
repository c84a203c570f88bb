// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "compare/comparison.hpp"

namespace trackmeet::report {

/// Bytes that a rendered comment keeps below; GitHub refuses comments of more than 65 536 characters.
inline constexpr std::size_t markdown_limit = 60'000;

enum class Marker { yes, no };

/// Where the Markdown goes: how many bytes it keeps below (a few thousand at least), and whether anybody will look for
/// the marker.
struct MarkdownOptions {
  std::size_t limit = markdown_limit;
  Marker marker = Marker::yes;
};

/// A comparison as the comment on a pull request: the marker, the conclusion, the rows as they come (worst first) with
/// the unchanged ones folded away, what differs between the sides, the warnings. Shorter than `markdown_limit` however
/// large the input; what was cut is said. Names and reasons are shown as text: they can neither mark up, link, mention
/// anybody nor close the marker.
std::string render_markdown(const compare::Comparison& comparison);

/// Several suites in one text, those that end worst first, each with its share of the room: what one does not need is
/// left to those before it. One suite is rendered as above; the marker of several is `<!-- trackmeet:* -->`.
std::string render_markdown(std::span<const compare::Comparison> comparisons, const MarkdownOptions& options = {});

/// `<!-- trackmeet:SUITE -->`, the first line of the comment, by which whoever posts the next one finds it. Characters
/// of the suite's name other than letters, digits, `_`, `.`, `/` and single `-` stand there as `%xx`.
std::string markdown_marker(std::string_view suite);

/// Foreign `text` as plain text within Markdown, shortened in the middle to `columns`.
std::string markdown_text(std::string_view text, std::size_t columns = 300);

/// The same in a monospaced face.
std::string markdown_code(std::string_view text, std::size_t columns = 120);

}  // namespace trackmeet::report
