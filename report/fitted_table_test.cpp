// SPDX-License-Identifier: Apache-2.0
#include "report/fitted_table.hpp"

#include <gtest/gtest.h>

namespace trackmeet::report {
namespace {

FittedTable three_levels() {
  FittedTable table({{"name", Align::left, 0},
                     {"low", Align::right, 1},
                     {"high", Align::right, 1},
                     {"note", Align::left, 2},
                     {"empty", Align::left, 0}});
  table.add_row({"matmul", "1", "22", "slow"});
  table.add_row({"relu", "333", "4"});
  return table;
}

TEST(FittedTable, gives_up_columns_that_have_no_room) {
  const FittedTable table = three_levels();
  EXPECT_EQ(table.str(80, UseColour::no),
            "name    low  high  note\n"
            "matmul    1    22  slow\n"
            "relu    333     4\n");
  EXPECT_EQ(table.str(20, UseColour::no),
            "name    low  high\n"
            "matmul    1    22\n"
            "relu    333     4\n");
  EXPECT_EQ(table.str(14, UseColour::no),
            "name    note\n"
            "matmul  slow\n"
            "relu\n")
      << "columns that are less important may fit where others do not";
  EXPECT_EQ(table.str(8, UseColour::no), "name\nmatmul\nrelu\n");
}

TEST(FittedTable, tells_which_columns_are_there) {
  const FittedTable::Layout layout = three_levels().fit(20, UseColour::no);
  EXPECT_EQ(layout.shown, (std::vector<bool>{true, true, true, false, false}));
  EXPECT_EQ(layout.lines.size(), 3U);
  EXPECT_EQ(layout.name_width, 6U);
}

TEST(FittedTable, shortens_long_names_for_the_sake_of_the_columns) {
  FittedTable table({{"name", Align::left, 0}, {"value", Align::right, 1}});
  table.add_row({std::string(30, 'a') + std::string(30, 'z'), "12345"});
  const FittedTable::Layout layout = table.fit(47, UseColour::no);
  EXPECT_EQ(layout.name_width, 40U);
  EXPECT_EQ(layout.lines[1], "aaaaaaaaaaaaaaaaaaaa…zzzzzzzzzzzzzzzzzzz  12345");
  EXPECT_EQ(table.fit(30, UseColour::no).name_width, 30U) << "now the values are gone";
}

TEST(FittedTable, without_rows_has_titles_of_what_is_always_there) {
  FittedTable table({{"name", Align::left, 0}, {"value", Align::right, 1}});
  EXPECT_TRUE(table.empty());
  EXPECT_EQ(table.str(80, UseColour::no), "name\n");
}

}  // namespace
}  // namespace trackmeet::report
