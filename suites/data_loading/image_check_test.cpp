// SPDX-License-Identifier: Apache-2.0
// A check that never fails would prove nothing: here it looks at loaders that bring something else.

#include "suites/data_loading/image_check.hpp"

#include <gtest/gtest.h>

#include "nn/data/glyphs.hpp"

namespace trackmeet::suites::data_loading {
namespace {

using Order = nn::Sampling::Order;

nn::LabelledImages glyphs(std::uint64_t seed = 5) {
  return nn::make_glyphs("glyphs", {.seed = seed, .first = 0, .count = 50});
}

nn::ImageLoading in_order(Order order, nn::Augmentation augmentation = {}) {
  return {.batch = 16,
          .sampling = {.order = order, .seed = 1, .buffer = 10},
          .augmentation = augmentation,
          .workers = 0,
          .ahead = 4};
}

std::string found(const nn::LabelledImages& loaded, const nn::ImageLoading& how, const nn::LabelledImages& expected,
                  const nn::ImageLoading& said) {
  nn::ImageLoader loader(loaded, how);
  const auto mismatch = check_epoch(loader, expected, said, 0);
  return mismatch ? to_text(*mismatch) : "nothing";
}

TEST(ImageCheck, finds_nothing_where_all_is_right) {
  const nn::LabelledImages images = glyphs();
  for (const Order order : {Order::sequential, Order::shuffled, Order::buffered}) {
    EXPECT_EQ(found(images, in_order(order), images, in_order(order)), "nothing");
  }
  const auto augmented = in_order(Order::shuffled, {.shift = 2, .flip = true, .noise = 8, .seed = 3});
  EXPECT_EQ(found(images, augmented, images, augmented), "nothing");
  EXPECT_FALSE(compare_images(glyphs(), images));
}

TEST(ImageCheck, finds_a_pixel_or_a_label_that_is_off) {
  const nn::LabelledImages images = glyphs();
  nn::LabelledImages pixel = glyphs(), label = glyphs();
  pixel.pixels[7 * 784 + 300] ^= 1U;
  label.labels[9] ^= 1U;
  const auto how = in_order(Order::shuffled);
  EXPECT_NE(found(pixel, how, images, how).find("image 7, pixel 300"), std::string::npos);
  EXPECT_NE(found(label, how, images, how).find("image 9, label"), std::string::npos);
  EXPECT_EQ(compare_images(pixel, images)->entry, "pixel 5788");
  EXPECT_EQ(compare_images(label, images)->entry, "label 9");
}

TEST(ImageCheck, finds_an_order_that_was_not_asked_for) {
  const nn::LabelledImages images = glyphs();
  const auto shuffled = in_order(Order::shuffled), sequential = in_order(Order::sequential);
  EXPECT_NE(found(images, shuffled, images, sequential).find("images in their place"), std::string::npos);
  EXPECT_NE(found(images, sequential, images, shuffled).find("images in their place"), std::string::npos);
}

TEST(ImageCheck, finds_images_that_are_changed_more_than_they_may_be) {
  const nn::LabelledImages images = glyphs();
  struct Case {
    const char* name;
    nn::Augmentation done, said;
  };
  const Case cases[] = {
      {"moved too far",
       {.shift = 4, .flip = false, .noise = 0, .seed = 1},
       {.shift = 1, .flip = false, .noise = 0, .seed = 1}},
      {"mirrored",
       {.shift = 0, .flip = true, .noise = 0, .seed = 1},
       {.shift = 0, .flip = false, .noise = 0, .seed = 1}},
      {"too much noise",
       {.shift = 0, .flip = false, .noise = 9, .seed = 1},
       {.shift = 0, .flip = false, .noise = 8, .seed = 1}},
  };
  for (const Case& c : cases) {
    EXPECT_NE(found(images, in_order(Order::shuffled, c.done), images, in_order(Order::shuffled, c.said)).find("pixel"),
              std::string::npos)
        << c.name;
  }
}

TEST(ImageCheck, finds_images_that_are_missing) {
  const nn::LabelledImages images = glyphs();
  const nn::LabelledImages few = nn::make_glyphs("few", {.seed = 5, .first = 0, .count = 40});
  const auto how = in_order(Order::shuffled);
  EXPECT_NE(found(few, how, images, how).find("images of an epoch"), std::string::npos);
  EXPECT_EQ(compare_images(few, images)->entry, "number of images");
}

}  // namespace
}  // namespace trackmeet::suites::data_loading
