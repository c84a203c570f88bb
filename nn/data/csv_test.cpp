// SPDX-License-Identifier: Apache-2.0
#include "nn/data/csv.hpp"

#include <gtest/gtest.h>

#include "nn/data/scratch_folder_fixture.hpp"

namespace trackmeet::nn {
namespace {

TEST(Csv, gives_back_what_was_written) {
  const LabelledImages images = few_glyphs(20);
  const std::string text = format_csv(images);
  EXPECT_TRUE(text.starts_with("label,pixel1,pixel2,"));
  const auto back = parse_csv("back", text, "x.csv");
  ASSERT_TRUE(back) << to_text(back.error());
  EXPECT_EQ(back->hash, images.hash);
}

TEST(Csv, may_lack_heading_and_last_newline_and_may_end_lines_as_windows_does) {
  const std::string hash = parse_csv("x", "3,0,255,7,8\n4,1,2,3,4\n", "x.csv").value().hash;
  for (const char* text :
       {"3,0,255,7,8\n4,1,2,3,4", "3,0,255,7,8\r\n4,1,2,3,4\r\n", "label,a,b,c,d\n3,0,255,7,8\n4,1,2,3,4\n"}) {
    const auto images = parse_csv("x", text, "x.csv");
    ASSERT_TRUE(images) << to_text(images.error());
    EXPECT_EQ(images->hash, hash);
    EXPECT_EQ(images->classes, 5);
  }
}

TEST(Csv, tells_where_it_is_wrong) {
  struct Case {
    std::string name, text, want;
  };
  for (const auto& [name, text, want] : std::vector<Case>{
           {"empty", "", "x.csv: error: there are no images in it"},
           {"byte order mark",
            "\xEF\xBB\xBF"
            "1,0,0,0,0\n",
            "x.csv:1:1: error: '\\ufeff1' is no whole number from 0 to 255"},
           {"only a heading", "label,a,b,c,d\n", "x.csv: error: there are no images in it"},
           {"no square", "1,2,3\n", "x.csv:1:1: error: 2 pixels make no square image"},
           {"no pixels", "1\n", "x.csv:1:1: error: 0 pixels make no square image"},
           {"too large", "label,a,b,c,d\n1,0,0,256,0\n", "x.csv:2:7: error: '256' is no whole number from 0 to 255"},
           {"negative", "1,0,0,-1,0\n", "x.csv:1:7: error: '-1' is no whole number from 0 to 255"},
           {"fraction", "1,0,0,0.5,0\n", "x.csv:1:8: error: a comma was expected"},
           {"blank", "1,0,0, 1,0\n", "x.csv:1:7: error: ' 1' is no whole number from 0 to 255"},
           {"missing", "1,0,0,,0\n", "x.csv:1:7: error: '' is no whole number from 0 to 255"},
           {"label", "1,1,1,1,1\n999,1,1,1,1\n", "x.csv:2:1: error: '999' is no whole number from 0 to 255"},
           {"too few", "1,1,1,1,1\n1,1,1,1\n", "x.csv:2:8: error: 3 pixels instead of 4"},
           {"too many", "1,1,1,1,1\n1,1,1,1,1,1\n", "x.csv:2:10: error: something follows the 4 pixels"},
           {"empty line", "1,1,1,1,1\n\n1,1,1,1,1\n", "x.csv:2:1: error: '' is no whole number from 0 to 255"},
           {"many short lines", "1,1,1,1,1\n1\n1\n1\n1\n1\n1\n", "x.csv:2:2: error: 0 pixels instead of 4"},
       }) {
    const auto images = parse_csv("x", text, "x.csv");
    ASSERT_FALSE(images) << name;
    const std::string said = to_text(images.error());
    EXPECT_EQ(said.substr(0, said.find('\n')), want) << name;
  }
}

}  // namespace
}  // namespace trackmeet::nn
