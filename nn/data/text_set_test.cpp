// SPDX-License-Identifier: Apache-2.0
#include "nn/data/text_set.hpp"

#include <gtest/gtest.h>

#include "core/sha256.hpp"

namespace trackmeet::nn {
namespace {

TEST(Alphabet, counts_printable_ascii_and_the_end_of_a_line) {
  static_assert(token_of(' ') == 0 && token_of('~') == 94 && token_of('\n') == 95);
  for (std::uint8_t token = 0; token < alphabet_size; ++token) EXPECT_EQ(token_of(character_of(token)), token);
  int characters = 0;
  for (int byte = 0; byte < 256; ++byte) characters += has_token(static_cast<char>(byte)) ? 1 : 0;
  EXPECT_EQ(characters, alphabet_size);
}

TEST(TextSet, is_cut_nine_to_one) {
  const auto set = split_text("plain", "abcdefghijklmnopqr\nt", "plain.txt");
  ASSERT_TRUE(set);
  ASSERT_EQ(set->train.size(), 18U);
  ASSERT_EQ(set->test.size(), 2U);
  EXPECT_EQ(character_of(set->train[17]), 'r');
  EXPECT_EQ(set->test[0], newline_token);
  EXPECT_EQ(set->hash, sha256(std::string("\x12\0\0\0\0\0\0\0", 8) + "abcdefghijklmnopqr\nt"));
  EXPECT_FALSE(set->bits_per_character);
}

TEST(TextSet, refuses_a_foreign_byte_and_tells_where_it_is) {
  const auto set = split_text("umlaut", "one\ntwo\nthr\xC3\xA9\x65\nfour", "umlaut.txt");
  ASSERT_FALSE(set);
  EXPECT_EQ(to_text(set.error()),
            "umlaut.txt:3: error: the byte 0xc3 at offset 11 is no character of the alphabet\n"
            "  hint: only printable ASCII and ends of lines (0x0a) are: convert or strip the rest");
  EXPECT_FALSE(split_text("tab", "a\tb", "tab.txt"));
  EXPECT_FALSE(split_text("zero", std::string_view("a\0b", 3), "zero.txt"));
}

}  // namespace
}  // namespace trackmeet::nn
