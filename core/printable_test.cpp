// SPDX-License-Identifier: Apache-2.0
#include "core/printable.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace trackmeet {
namespace {

struct Case {
  const char* name;
  std::string in;
  std::string want;
};

TEST(Printable, shows_what_would_move_the_cursor_or_lie) {
  const Case cases[] = {
      {"plain_text_stays", "matmul/100", "matmul/100"},
      {"other_scripts_stay", "größe 行列 🚀", "größe 行列 🚀"},
      {"escape", "\x1b[31m", "\\x1b[31m"},
      {"newline", "a\nb", "a\\nb"},
      {"tab", "a\tb", "a\\tb"},
      {"zero_byte", std::string("a\0b", 3), "a\\x00b"},
      {"delete", "\x7f", "\\x7f"},
      {"c1_control", "\xc2\x9b", "\\u009b"},
      {"right_to_left_override",
       "\xe2\x80\xae"
       "x",
       "\\u202ex"},
      {"arabic_letter_mark", "\u061cx", "\\u061cx"},
      {"soft_hyphen", "a\u00adb", "a\\u00adb"},
      {"word_joiner", "a\u2060b", "a\\u2060b"},
      {"line_separator", "a\u2028b", "a\\u2028b"},
      {"tag", "\U000e0041x", "\\U000e0041x"},
      {"filler", "\u3164", "\\u3164"},
      {"emoji_with_selector", "⚠\ufe0f", "⚠\ufe0f"},
      {"byte_order_mark", "\xef\xbb\xbfx", "\\ufeffx"},
      {"lone_continuation", "\x80", "\\x80"},
      {"truncated_sequence", "\xe2\x82", "\\xe2\\x82"},
      {"overlong_slash", "\xc0\xaf", "\\xc0\\xaf"},
      {"overlong_three_bytes", "\xe0\x80\xaf", "\\xe0\\x80\\xaf"},
      {"surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80"},
      {"beyond_unicode", "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},
  };
  for (const Case& c : cases) EXPECT_EQ(printable(c.in), c.want) << c.name;
}

TEST(Printable, what_is_printable_stays_as_it_is) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    std::string bytes(random() % 40, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    const std::string once = printable(bytes);
    EXPECT_EQ(printable(once), once) << "seed " << seed;
    for (const char c : once) EXPECT_FALSE((c >= 0 && c < 0x20) || c == 0x7f) << "seed " << seed;
  }
}

TEST(DisplayWidth, counts_columns_not_bytes) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("größe"), 5U);
  EXPECT_EQ(display_width("行列"), 4U);
  EXPECT_EQ(display_width("🚀"), 2U);
  EXPECT_EQ(display_width("✅⚡"), 4U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("ก\u0e34"), 1U) << "a Thai vowel above its consonant";
}

TEST(ElideMiddle, keeps_what_fits) { EXPECT_EQ(elide_middle("matmul", 6), "matmul"); }

TEST(ElideMiddle, keeps_both_ends) {
  EXPECT_EQ(elide_middle("abcdefghij", 5), "ab…ij");
  EXPECT_EQ(elide_middle("abcdefghij", 4), "ab…j");
  EXPECT_EQ(elide_middle("abcdefghij", 1), "…");
}

TEST(ElideMiddle, never_cuts_a_character_and_never_grows_too_wide) {
  const std::string text = "größe/行列/🚀/matmul/100";
  for (std::size_t width = 1; width <= display_width(text); ++width) {
    const std::string cut = elide_middle(text, width);
    EXPECT_LE(display_width(cut), width);
    EXPECT_EQ(printable(cut), cut) << "at width " << width;
  }
}

}  // namespace
}  // namespace trackmeet
