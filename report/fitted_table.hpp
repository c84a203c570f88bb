// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/terminal.hpp"
#include "core/text_table.hpp"

namespace trackmeet::report {

/// A text table that gives columns up where the terminal is narrow, and leaves out those in which no row has anything.
class FittedTable {
public:
  struct Column {
    std::string title;
    Align align = Align::left;
    unsigned give_up = 0;  ///< 0: never; of the others, the low numbers get their place first, all columns with one
                           ///< number together or not at all
  };

  /// The table as it came out. `lines[0]` has the titles, `lines[i + 1]` row i; none has a newline.
  struct Layout {
    std::vector<std::string> lines;
    std::vector<bool> shown;     ///< for each column, whether it is there
    std::size_t name_width = 0;  ///< of the first column; longer names were shortened in the middle
  };

  /// The first column is the elastic one (names): up to 40 columns of it are kept at the expense of columns that can be
  /// given up.
  explicit FittedTable(std::vector<Column> columns);

  /// Adds a row; cells that are missing at the end stay empty.
  void add_row(std::vector<TextTable::Cell> cells);

  bool empty() const { return rows_.empty(); }

  Layout fit(std::size_t width, UseColour use) const;

  /// The lines of `fit` as one text.
  std::string str(std::size_t width, UseColour use) const;

private:
  std::vector<Column> columns_;
  std::vector<std::vector<TextTable::Cell>> rows_;
};

}  // namespace trackmeet::report
