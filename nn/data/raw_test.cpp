// SPDX-License-Identifier: Apache-2.0
#include "nn/data/raw.hpp"

#include <gtest/gtest.h>

#include "core/sha256.hpp"
#include "nn/data/scratch_folder_fixture.hpp"

namespace trackmeet::nn {
namespace {

TEST(Raw, gives_back_what_was_written) {
  const LabelledImages images = few_glyphs(20);
  const auto back = parse_raw("back", format_raw(images), "x.raw");
  ASSERT_TRUE(back) << to_text(back.error());
  EXPECT_EQ(back->hash, images.hash);
}

TEST(Raw, is_what_the_hash_covers_behind_its_magic) {
  const LabelledImages images = few_glyphs(3);
  EXPECT_EQ(sha256(format_raw(images).substr(raw_magic.size())), images.hash);
}

TEST(Raw, refuses_what_is_damaged) {
  const std::string whole = format_raw(few_glyphs(2));
  for (std::size_t length = 0; length < whole.size(); length += 13) {
    EXPECT_FALSE(parse_raw("x", whole.substr(0, length), "x.raw")) << length;
  }
  EXPECT_EQ(message_of(parse_raw("x", whole + "x", "x.raw")),
            "the header says 2 images of 28 x 28 pixels and their labels, 1571 bytes follow it");
  for (const std::size_t at : {0UL, 7UL, 8UL, 15UL, 16UL, 23UL, 24UL, 31UL}) {
    std::string altered = whole;
    altered[at] ^= '\x40';
    EXPECT_FALSE(parse_raw("x", altered, "x.raw")) << at;
  }
  std::string overflowing = whole;
  overflowing.replace(8, 24, std::string(24, '\xFF'));
  EXPECT_FALSE(parse_raw("x", overflowing, "x.raw"));
}

}  // namespace
}  // namespace trackmeet::nn
