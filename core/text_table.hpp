// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/terminal.hpp"

namespace trackmeet {

enum class Align { left, right };

/// A table for a terminal: columns as wide as their widest cell, two spaces between. Knows nothing of what it shows.
class TextTable {
public:
  struct Column {
    std::string title;
    Align align = Align::left;
    bool elastic = false;  ///< shortened in the middle when the table is wider than the terminal; at most one column
  };
  struct Cell {
    std::string text;  ///< made printable by the table
    Colour colour = Colour::none;
    Cell() = default;
    Cell(std::string shown, Colour in = Colour::none) : text(std::move(shown)), colour(in) {}
    Cell(const char* shown) : text(shown) {}
  };

  explicit TextTable(std::vector<Column> columns);

  /// Adds a row; cells that are missing at the end stay empty.
  void add_row(std::vector<Cell> cells);

  /// The title line and the rows, each ended by a newline, no trailing blanks, at most `width` columns where the
  /// elastic column allows it (it keeps at least 12).
  std::string str(std::size_t width, UseColour use) const;

private:
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace trackmeet
