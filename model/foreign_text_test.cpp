// SPDX-License-Identifier: Apache-2.0
#include "model/foreign_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace trackmeet::model {
namespace {

TEST(ForeignText, gives_lines_without_their_ends) {
  Lines lines(
      "\xef\xbb\xbf"
      "one\r\n\ntwo\nlast");
  std::vector<std::string_view> seen;
  for (std::string_view line; lines.next(line);) seen.push_back(line);
  EXPECT_EQ(seen, (std::vector<std::string_view>{"one", "", "two", "last"}));
  EXPECT_EQ(lines.number(), 4U);
  std::string_view line;
  EXPECT_FALSE(Lines("").next(line));
}

TEST(ForeignText, takes_words_one_by_one) {
  std::string_view rest = " \tFib-8 \t 10";
  EXPECT_EQ(next_word(rest), "Fib-8");
  EXPECT_EQ(rest, "10");
  EXPECT_EQ(next_word(rest), "10");
  EXPECT_EQ(next_word(rest), "");
  EXPECT_EQ(trimmed("  a b \r"), "a b");
  EXPECT_EQ(trimmed("  "), "");
}

TEST(ForeignText, leaves_colours_out) {
  EXPECT_EQ(without_colours("\x1b[1;31mred\x1b[0m and \x1b[2Kgone"), "red and gone");
  EXPECT_EQ(without_colours("\x1b[36mbench\x1b(B\x1b[m: 10"), "bench: 10") << "as tput sgr0 puts it back";
  EXPECT_EQ(without_colours("cut off \x1b[1;3"), "cut off ");
  EXPECT_EQ(without_colours("cut off \x1b[1;3\n\x1b(\nnext"), "cut off \n\nnext") << "lines stay lines";
  EXPECT_EQ(without_colours("an \x1b of another kind \x1b"), "an \x1b of another kind \x1b");
  EXPECT_EQ(without_colours("plain"), "plain");
}

TEST(ForeignText, reads_decimal_numbers_and_nothing_else) {
  EXPECT_EQ(decimal_of("12.5"), 12.5);
  EXPECT_EQ(decimal_of("-1.5e+3"), -1500);
  EXPECT_EQ(decimal_of("325", -9), 325e-9) << "the nearest number, not a product";
  EXPECT_EQ(decimal_of("1,018,149.25", 0, true), 1018149.25);
  for (const char* none : {"", "-", ".5", "5.", "1e", "0x10", "NaN", "+Inf", "1,000", "1 2", "1e999", "12a"})
    EXPECT_TRUE(std::isnan(decimal_of(none))) << none;
  EXPECT_TRUE(std::isnan(decimal_of(std::string(100'000, '1'))));
  EXPECT_TRUE(looks_like_number("-.5") && looks_like_number("7x"));
  EXPECT_FALSE(looks_like_number("") || looks_like_number("x") || looks_like_number("-"));
}

TEST(ForeignText, knows_units_of_time) {
  EXPECT_EQ(exponent_of_time("ns"), -9);
  EXPECT_EQ(exponent_of_time("\xc2\xb5s"), -6);
  EXPECT_EQ(exponent_of_time("\xce\xbcs"), -6);
  EXPECT_EQ(exponent_of_time("cycles"), std::nullopt);
}

}  // namespace
}  // namespace trackmeet::model
