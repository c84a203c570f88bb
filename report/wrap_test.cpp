// SPDX-License-Identifier: Apache-2.0
#include "report/wrap.hpp"

#include <gtest/gtest.h>

namespace trackmeet::report {
namespace {

TEST(Wrap, breaks_between_words_and_within_a_word_only_if_it_must) {
  const struct {
    const char* text;
    std::size_t width;
    const char* want;
  } cases[] = {
      {"one two three", 20, "  one two three\n"},
      {"one two three four", 14, "  one two\n    three four\n"},
      {"  one   two  ", 20, "  one two\n"},
      {"abcdefghijklmnopqrstuvwxyz", 16, "  abcdefghijklmn\n    opqrstuvwxyz\n"},
      {"x abcdefghijklmnopqrst", 14, "  x\n    abcdefghij\n    klmnopqrst\n"},
      {"名名名名名名 a", 14, "  名名名名名名\n    a\n"},
      {"abcdefghijklmn::error::x", 16, "  abcdefghijklmn\n    \\x3a:error::\n    x\n"},
      {"", 20, ""},
      {"narrow is ten columns", 1, "  narrow is\n    ten\n    columns\n"},
  };
  for (const auto& [text, width, want] : cases) EXPECT_EQ(wrap(text, width, {2, 4}), want);
}

TEST(Wrap, colours_the_words_and_not_the_indent) {
  EXPECT_EQ(wrap("a b", 20, {2, 4}, Colour::red, UseColour::yes), "  \x1b[31ma b\x1b[0m\n");
}

TEST(Wrap, keeps_parts_whole_where_a_line_can_hold_them) {
  const std::vector<std::string> parts = {"1 ms -> 2 ms", "[+1, +2] %", "", "a reason in words"};
  EXPECT_EQ(wrap_parts(parts, "; ", 60, {4, 4}), "    1 ms -> 2 ms; [+1, +2] %; a reason in words\n");
  EXPECT_EQ(wrap_parts(parts, "; ", 30, {4, 4}), "    1 ms -> 2 ms; [+1, +2] %\n    a reason in words\n");
  EXPECT_EQ(wrap_parts(parts, "; ", 24, {4, 4}), "    1 ms -> 2 ms\n    [+1, +2] %\n    a reason in words\n");
  EXPECT_EQ(wrap_parts({}, "; ", 24, {4, 4}), "");
}

TEST(Wrap, shows_the_lines_of_foreign_text_one_by_one) {
  const std::vector<std::string> want = {"crash", "\\x3a:error::x", "  what()"};
  EXPECT_EQ(shown_lines("crash\n\n::error::x\n  what()\n", 80, 5), want);
  EXPECT_EQ(shown_lines("a\nb\nc", 80, 2), (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(shown_lines("\n", 80, 2).empty());
}

}  // namespace
}  // namespace trackmeet::report
