// SPDX-License-Identifier: Apache-2.0
#include "core/text_table.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/printable.hpp"

namespace trackmeet {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest_elastic = 12;

}  // namespace

TextTable::TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

void TextTable::add_row(std::vector<Cell> cells) {
  assert(cells.size() <= columns_.size());
  for (Cell& cell : cells) cell.text = printable(cell.text);
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

std::string TextTable::str(std::size_t width, UseColour use) const {
  std::vector<std::size_t> widths;
  std::size_t total = columns_.empty() ? 0 : gap * (columns_.size() - 1);
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::size_t widest = display_width(columns_[c].title);
    for (const auto& row : rows_) widest = std::max(widest, display_width(row[c].text));
    widths.push_back(widest);
    total += widest;
  }
  const auto elastic = std::ranges::find_if(columns_, &Column::elastic);
  if (elastic != columns_.end() && total > width) {
    std::size_t& flexible = widths[static_cast<std::size_t>(elastic - columns_.begin())];
    const std::size_t excess = total - width;
    const std::size_t least = std::min(flexible, narrowest_elastic);
    flexible = flexible > excess + least ? flexible - excess : least;
  }

  std::string out;
  const auto add_line = [&](const auto& text_of, const auto& colour_of) {
    std::string line;
    std::size_t pending = 0;  // blanks that are written only if something follows
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const std::string& whole = text_of(c);
      const std::size_t needed = display_width(whole);
      const std::string cut = needed > widths[c] ? elide_middle(whole, widths[c]) : std::string();
      const std::string& text = needed > widths[c] ? cut : whole;
      const std::size_t fill = widths[c] - (needed > widths[c] ? display_width(cut) : needed);
      if (columns_[c].align == Align::right) pending += fill;
      if (!text.empty()) {
        line.append(pending, ' ');
        pending = 0;
        line += use == UseColour::yes ? coloured(text, colour_of(c), use) : text;
      }
      if (columns_[c].align == Align::left) pending += fill;
      pending += gap;
    }
    out += line + "\n";
  };
  add_line([&](std::size_t c) -> const std::string& { return columns_[c].title; },
           [](std::size_t) { return Colour::dim; });
  for (const auto& row : rows_)
    add_line([&](std::size_t c) -> const std::string& { return row[c].text; },
             [&](std::size_t c) { return row[c].colour; });
  return out;
}

}  // namespace trackmeet
