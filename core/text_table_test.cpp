// SPDX-License-Identifier: Apache-2.0
#include "core/text_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "core/printable.hpp"

namespace trackmeet {
namespace {

TextTable times() {
  TextTable table({{"benchmark", Align::left, true}, {"time", Align::right}, {"verdict"}});
  table.add_row({"matmul/100", "12.35 ms", "unchanged"});
  table.add_row({"größe", "1.2 s", {"regression", Colour::red}});
  return table;
}

TEST(TextTable, aligns_columns_and_leaves_no_blanks_at_the_end) {
  EXPECT_EQ(times().str(80, UseColour::no),
            "benchmark       time  verdict\n"
            "matmul/100  12.35 ms  unchanged\n"
            "größe          1.2 s  regression\n");
}

TEST(TextTable, colours_cells_without_moving_them) {
  const std::string text = times().str(80, UseColour::yes);
  EXPECT_NE(text.find("größe          1.2 s  \x1b[31mregression\x1b[0m\n"), std::string::npos) << text;
}

TEST(TextTable, missing_cells_stay_empty) {
  TextTable table({{"a"}, {"b", Align::right}, {"c"}});
  table.add_row({"x"});
  EXPECT_EQ(table.str(80, UseColour::no), "a  b  c\nx\n");
}

TEST(TextTable, shortens_the_elastic_column_to_fit) {
  TextTable table({{"benchmark", Align::left, true}, {"time", Align::right}});
  table.add_row({"convolution/64x64x3/padded/with_bias", "1.000 ms"});
  const std::string text = table.str(30, UseColour::no);
  EXPECT_NE(text.find("…"), std::string::npos);
  std::size_t start = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; start = end + 1, end = text.find('\n', start))
    EXPECT_LE(display_width(text.substr(start, end - start)), 30U) << text;
}

TEST(TextTable, keeps_twelve_columns_of_the_elastic_one) {
  TextTable table({{"benchmark", Align::left, true}});
  table.add_row({"abcdefghijklmnopqrstuvwxyz"});
  EXPECT_EQ(table.str(3, UseColour::no), "benchmark\nabcdef…vwxyz\n");
}

TEST(TextTable, a_hostile_cell_cannot_break_the_table) {
  TextTable table({{"name"}});
  table.add_row({"a\n\x1b[2Jb"});
  EXPECT_EQ(table.str(80, UseColour::no), "name\na\\n\\x1b[2Jb\n");
}

TEST(TextTable, without_columns_it_is_one_empty_line) { EXPECT_EQ(TextTable({}).str(80, UseColour::no), "\n"); }

}  // namespace
}  // namespace trackmeet
