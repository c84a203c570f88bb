// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "compare/comparison.hpp"
#include "report/html_side.hpp"

namespace trackmeet::report {

/// One comparison, and what was measured on its two sides.
struct HtmlPart {
  const compare::Comparison* comparison = nullptr;  ///< never null; outlives the rendering
  HtmlSide base{};
  HtmlSide head{};
};

/// Comparisons (one a suite) as one HTML page that needs no other file and no network: the conclusions, a table of all
/// rows (worst first) that can be searched, filtered and sorted, plots of the values behind each row, where it was
/// measured. Without JavaScript it is a plain table of the worst rows. Names, reasons and whatever else is foreign
/// are shown as text, and no script runs but the page's own, as its content security policy names them by their hashes.
std::string render_html(std::span<const HtmlPart> parts);

}  // namespace trackmeet::report
