// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "report/html.hpp"
#include "report/html_rows.hpp"

namespace trackmeet::report {

// The parts of the page that are there without JavaScript. Everything returned is HTML.

/// The card of each comparison: outcome, conclusion, counts, sides, warnings.
std::string html_summary(std::span<const HtmlPart> parts);

/// The heads of the table's columns.
std::string html_columns(bool with_suite);

/// A row of the table, with as many cells.
std::string html_row(const HtmlPart& part, const compare::ComparedRow& row, bool with_suite);

/// Both sides' machine and build side by side, for each comparison.
std::string html_places(std::span<const HtmlPart> parts);

}  // namespace trackmeet::report
