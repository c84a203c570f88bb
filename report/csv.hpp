// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compare/comparison.hpp"

namespace trackmeet::report {

/// Comparisons as a table for spreadsheets and data frames: RFC 4180, UTF-8, a header, then one line for each row in
/// the order in which they come, the suites one after the other. Numbers are the shortest text that reads back as the
/// same double; where there is none the field is empty, an open end of an interval is `inf` or `-inf`.
///
/// Text is made printable, so that a line break in a name does not break the line, and what a spreadsheet would take
/// for a formula (after blanks: `=`, `+`, `-`, `@` and their wide forms) has a `'` before it; so has what begins with
/// `'` itself, so that one `'` at the start of a field is always ours.
std::string render_csv(std::span<const compare::Comparison> comparisons);

/// One text field as it stands there.
std::string csv_text(std::string_view text);

}  // namespace trackmeet::report
