// SPDX-License-Identifier: Apache-2.0
#include "nn/data/glyphs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace trackmeet::nn {
namespace {

TEST(Glyphs, are_the_same_in_whatever_range_they_are_asked_for) {
  const LabelledImages all = make_glyphs("all", {.seed = 9, .first = 0, .count = 30});
  const LabelledImages some = make_glyphs("some", {.seed = 9, .first = 20, .count = 10});
  for (Index i = 0; i < 10; ++i) {
    EXPECT_TRUE(std::ranges::equal(all.image(20 + i), some.image(i)));
    EXPECT_EQ(all.labels[static_cast<std::size_t>(20 + i)], some.labels[static_cast<std::size_t>(i)]);
  }
  EXPECT_NE(make_glyphs("other", {.seed = 10, .first = 0, .count = 30}).hash, all.hash);
}

TEST(Glyphs, are_of_ten_classes_equally_often) {
  const LabelledImages images = make_glyphs("many", {.seed = 2, .first = 0, .count = 5000});
  std::array<int, glyph_classes> hits{};
  for (const std::uint8_t label : images.labels.values()) ++hits.at(label);
  for (const int count : hits) EXPECT_NEAR(count, 500, 90);
  EXPECT_EQ(images.classes, glyph_classes);
}

TEST(Glyphs, have_ink_on_a_ground) {
  const LabelledImages images = make_glyphs("many", {.seed = 2, .first = 0, .count = 200});
  for (Index i = 0; i < images.count; ++i) {
    const auto pale = std::ranges::count_if(images.image(i), [](std::uint8_t pixel) { return pixel < 80; });
    EXPECT_GT(pale, 784 / 3) << i;
    EXPECT_LT(pale, 770) << i;
  }
}

TEST(Glyphs, make_a_set_whose_parts_have_no_image_in_common) {
  const ImageSet set = glyph_set(300, 100);
  EXPECT_EQ(set.train.count, 300);
  EXPECT_EQ(set.test.count, 100);
  for (Index i = 0; i < set.test.count; ++i) {
    for (Index k = 0; k < set.train.count; ++k) EXPECT_FALSE(std::ranges::equal(set.test.image(i), set.train.image(k)));
  }
}

/// The default data set is the same everywhere and for ever: results name it by this hash.
TEST(Glyphs, are_the_default_set_to_the_last_pixel) {
  EXPECT_EQ(glyph_set().hash, "15e2f94f5cbd2bdb96970329d725498a5652571b0b6b3452fdcbde1c8276d17c");
}

}  // namespace
}  // namespace trackmeet::nn
