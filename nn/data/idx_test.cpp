// SPDX-License-Identifier: Apache-2.0
#include "nn/data/idx.hpp"

#include <gtest/gtest.h>

#include "nn/data/gzip.hpp"
#include "nn/data/scratch_folder_fixture.hpp"

namespace trackmeet::nn {
namespace {

using Idx = ScratchFolder;

TEST_F(Idx, gives_back_what_was_written) {
  const LabelledImages images = few_glyphs(20);
  const auto plain =
      read_idx("plain", write("images", format_idx_images(images)), write("labels", format_idx_labels(images)));
  ASSERT_TRUE(plain) << to_text(plain.error());
  EXPECT_EQ(plain->hash, images.hash);
  const auto packed = read_idx("packed", write("images.gz", gzip(format_idx_images(images))), folder_ / "labels");
  ASSERT_TRUE(packed) << to_text(packed.error());
  EXPECT_EQ(packed->hash, images.hash);
}

TEST_F(Idx, is_laid_out_as_the_format_says) {
  const std::vector<std::uint8_t> values = {1, 2, 3, 4, 5, 6};
  EXPECT_EQ(format_idx({2, 3}, values), std::string("\0\0\x08\x02\0\0\0\x02\0\0\0\x03\1\2\3\4\5\6", 18));
  const auto array = parse_idx(format_idx({2, 3}, values), "x", 2);
  ASSERT_TRUE(array);
  EXPECT_EQ(array->shape, (Shape{2, 3}));
}

TEST_F(Idx, refuses_what_is_damaged) {
  const std::string whole = format_idx_images(few_glyphs(2));
  for (const std::size_t length : {0UL, 3UL, 4UL, 15UL, 16UL, whole.size() - 1}) {
    EXPECT_FALSE(parse_idx(std::string_view(whole).substr(0, length), "x", 3)) << length;
  }
  EXPECT_EQ(message_of(parse_idx(whole + "x", "x", 3)), "the header says 2 x 28 x 28 values, 1569 bytes follow it");

  struct Case {
    std::string name;
    std::size_t at;
    char byte;
    std::string want;
  };
  for (const auto& [name, at, byte, want] : std::vector<Case>{
           {"magic", 0, 1, "this is no IDX file: it does not begin with two zero bytes and a type"},
           {"type", 2, 0x0D, "the values are of type 0x0d, not unsigned bytes (0x08)"},
           {"dimensions", 3, 1, "images (three dimensions) were expected, the file holds labels (one dimension)"},
           {"count", 7, 0, "one of the dimensions is 0: there is nothing in it"},
           {"huge", 4, '\xFF', "the header says 4278190082 x 28 x 28 values, 1568 bytes follow it"},
       }) {
    std::string altered = whole;
    altered[at] = byte;
    EXPECT_EQ(message_of(parse_idx(altered, "x", 3)), want) << name;
  }
  const std::string overflowing = "\0\0\x08\x03" + std::string(12, '\xFF') + "abc";
  EXPECT_FALSE(parse_idx(overflowing, "x", 3));
}

TEST_F(Idx, refuses_files_that_do_not_belong_together) {
  const auto images = write("images", format_idx_images(few_glyphs(20)));
  const auto labels = write("labels", format_idx_labels(few_glyphs(19)));
  const auto read = read_idx("set", images, labels);
  EXPECT_EQ(message_of(read), "19 labels for the 20 images of " + images.string());
  EXPECT_EQ(read.error().where->path, labels.string());
  EXPECT_EQ(message_of(read_idx("set", labels, images)),
            "images (three dimensions) were expected, the file holds labels (one dimension)");
}

}  // namespace
}  // namespace trackmeet::nn
