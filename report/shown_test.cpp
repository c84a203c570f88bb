// SPDX-License-Identifier: Apache-2.0
#include "report/shown.hpp"

#include <gtest/gtest.h>

#include "core/printable.hpp"

namespace trackmeet::report {
namespace {

TEST(Shown, takes_the_power_from_what_a_terminal_or_a_CI_log_would_obey) {
  const struct {
    const char* in;
    const char* want;
  } cases[] = {
      {"BM_MatMul<float>/512", "BM_MatMul<float>/512"},
      {"ns::Suite::bench", "ns::Suite::bench"},
      {"größer/名", "größer/名"},
      {"a\nb\x1b[31mc", "a\\nb\\x1b[31mc"},
      {"\xff", "\\xff"},
      {"::error::forged", "\\x3a:error::forged"},
      {"  ::set-output x", "  \\x3a:set-output x"},
      {"\u00a0::error::x", "\u00a0\\x3a:error::x"},
      {"a\u3000::stop-commands::x", "a\u3000\\x3a:stop-commands::x"},
      {"\u2009::error::x", "\u2009\\x3a:error::x"},
      {"##[error]forged", "\\x23#[error]forged"},
      {"x ##vso[task.setvariable]y", "x \\x23#vso[task.setvariable]y"},
      {"", ""},
  };
  for (const auto& [in, want] : cases) {
    EXPECT_EQ(shown(in), want);
    EXPECT_EQ(shown(shown(in)), want) << "showing twice must change nothing";
  }
}

TEST(Shown, leaves_within_a_line_what_is_obeyed_only_at_its_beginning) {
  EXPECT_EQ(shown_within("Sort<int, ::ns::Less>"), "Sort<int, ::ns::Less>");
  EXPECT_EQ(shown_within("a ##[error]b\n::error::"), "a \\x23#[error]b\\n::error::");
}

TEST(Shown, keeps_both_ends_of_what_is_too_long) {
  EXPECT_EQ(shown("abcdefghijklmnop", 7), "abc…nop");
  const std::string longest = shown("begin" + std::string(100'000, 'x') + "end", 20);
  EXPECT_EQ(display_width(longest), 20U);
  EXPECT_TRUE(longest.starts_with("begin"));
  EXPECT_TRUE(longest.ends_with("end"));
}

TEST(Shown, bounds_the_bytes_even_of_text_that_takes_no_columns) {
  std::string marks = "e";
  for (int i = 0; i < 50'000; ++i) marks += "\u0301";
  const std::string text = shown(marks, 20);
  EXPECT_LE(text.size(), 20U * 16 + 3);
  EXPECT_EQ(text.find('\\'), std::string::npos) << "no code point may be cut";
}

}  // namespace
}  // namespace trackmeet::report
