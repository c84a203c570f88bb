// SPDX-License-Identifier: Apache-2.0
#include "core/csv_field.hpp"

#include <gtest/gtest.h>

namespace trackmeet {
namespace {

TEST(CsvField, is_quoted_only_where_it_must_be) {
  EXPECT_EQ(csv_field(""), "");
  EXPECT_EQ(csv_field("matmul/8 x"), "matmul/8 x");
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(csv_field("std::sort"), "std::sort");
  EXPECT_EQ(csv_field("::error::x"), "\"::error::x\"") << "a CI service would obey it";
}

TEST(CsvField, is_never_a_formula) {
  for (const std::string text : {"=1+1", "+1", "-1", "@x", "  =1", "＝1", "＠x", "'quoted"})
    EXPECT_EQ(csv_field(text), "'" + text);
  EXPECT_EQ(csv_field("=a,b"), "\"'=a,b\"");
  EXPECT_EQ(csv_field("1-1"), "1-1");
}

}  // namespace
}  // namespace trackmeet
