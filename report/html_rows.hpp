// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "report/html.hpp"

namespace trackmeet::report {

/// A row of the page's table.
struct HtmlRow {
  std::size_t part = 0;
  const compare::ComparedRow* row = nullptr;
};

/// The rows of all parts, worst first: by verdict and severity, then as each comparison has them. Those that repeat the
/// time of their benchmark come last.
std::vector<HtmlRow> html_rows(std::span<const HtmlPart> parts);

/// The JSON that the page's script works on: a column of texts, sort keys and values for each thing that is shown of a
/// row. Safe to stand in a <script>.
std::string html_data(std::span<const HtmlPart> parts, std::span<const HtmlRow> rows);

/// The first line of why a row has its verdict; foreign.
std::string first_reason(const compare::ComparedRow& row);

/// What a table calls the part's suite; foreign.
std::string suite_name(const HtmlPart& part);

}  // namespace trackmeet::report
