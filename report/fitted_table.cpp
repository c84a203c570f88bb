// SPDX-License-Identifier: Apache-2.0
#include "report/fitted_table.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/printable.hpp"

namespace trackmeet::report {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t names_keep = 40;
constexpr std::size_t narrowest_name = 12;  ///< as the text table keeps it

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

}  // namespace

FittedTable::FittedTable(std::vector<Column> columns) : columns_(std::move(columns)) { assert(!columns_.empty()); }

void FittedTable::add_row(std::vector<TextTable::Cell> cells) {
  assert(cells.size() <= columns_.size());
  for (auto& cell : cells) cell.text = printable(cell.text);
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

FittedTable::Layout FittedTable::fit(std::size_t width, UseColour use) const {
  std::vector<std::size_t> widths;
  std::vector<bool> filled;
  std::vector<bool> shown;
  std::size_t longest_name = 0;
  std::size_t total = 0;  // columns of the terminal that what is shown takes
  unsigned largest = 0;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::size_t widest = display_width(columns_[c].title);
    bool is_filled = c == 0;
    for (const auto& row : rows_) {
      widest = std::max(widest, display_width(row[c].text));
      is_filled = is_filled || !row[c].text.empty();
    }
    if (c == 0) longest_name = widest;
    widths.push_back(c == 0 ? std::min(widest, names_keep) : widest);
    filled.push_back(is_filled);
    shown.push_back(is_filled && columns_[c].give_up == 0);
    if (shown[c]) total += widths[c] + (c == 0 ? 0 : gap);
    largest = std::max(largest, columns_[c].give_up);
  }
  for (unsigned number = 1; number <= largest; ++number) {
    std::size_t more = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (filled[c] && columns_[c].give_up == number) more += gap + widths[c];
    }
    if (total + more > width) continue;
    total += more;
    for (std::size_t c = 0; c < columns_.size(); ++c)
      shown[c] = shown[c] || (filled[c] && columns_[c].give_up == number);
  }

  std::vector<TextTable::Column> kept;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (shown[c]) kept.push_back({columns_[c].title, columns_[c].align, c == 0});
  }
  TextTable table(std::move(kept));
  for (const auto& row : rows_) {
    std::vector<TextTable::Cell> cells;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (shown[c]) cells.push_back(row[c]);
    }
    table.add_row(std::move(cells));
  }
  const std::size_t others = total - widths[0];
  const std::size_t left = width > others + narrowest_name ? width - others : narrowest_name;
  return {lines_of(table.str(width, use)), std::move(shown), std::min(longest_name, left)};
}

std::string FittedTable::str(std::size_t width, UseColour use) const {
  std::string out;
  for (const std::string& line : fit(width, use).lines) out += line + "\n";
  return out;
}

}  // namespace trackmeet::report
