// SPDX-License-Identifier: Apache-2.0
#include "nn/data/labelled_images.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "core/sha256.hpp"

namespace trackmeet::nn {
namespace {

LabelledImages three_images() {
  LabelledImages images = blank_images("three", 3, 2, 1);
  for (std::size_t i = 0; i < 6; ++i) images.pixels[i] = static_cast<std::uint8_t>(10 * i);
  images.labels[1] = 4;
  return images;
}

TEST(LabelledImages, are_hashed_in_the_documented_order) {
  LabelledImages images = three_images();
  seal(images);
  std::string bytes(24, '\0');
  bytes[0] = 3, bytes[8] = 2, bytes[16] = 1;
  bytes += std::string("\x00\x0A\x14\x1E\x28\x32", 6) + std::string("\x00\x04\x00", 3);
  EXPECT_EQ(images.hash, sha256(bytes));
  EXPECT_EQ(images.classes, 5);
  EXPECT_EQ(images.image(2)[1], 50);
}

TEST(LabelledImages, have_a_hash_that_tells_pixels_labels_and_shapes_apart) {
  LabelledImages images = three_images();
  const std::string hash = content_hash(images);
  images.name = "another name";
  EXPECT_EQ(content_hash(images), hash);
  std::swap(images.height, images.width);
  EXPECT_NE(content_hash(images), hash);
  std::swap(images.height, images.width);
  images.pixels[5] ^= 1U;
  EXPECT_NE(content_hash(images), hash);
  images.pixels[5] ^= 1U;
  images.labels[0] ^= 1U;
  EXPECT_NE(content_hash(images), hash);
}

TEST(LabelledImages, pair_up_only_if_they_fit) {
  const auto part = [](Index count, Index height, std::uint8_t label) {
    LabelledImages images = blank_images("part", count, height, 3);
    if (count > 0) images.labels[0] = label;
    seal(images);
    return images;
  };
  const auto set = pair_up("set", part(4, 2, 3), part(2, 2, 1));
  ASSERT_TRUE(set);
  EXPECT_EQ(set->test.classes, 4);
  EXPECT_EQ(set->hash, sha256(set->train.hash + set->test.hash));

  EXPECT_NE(pair_up("set", part(4, 2, 3), part(2, 5, 1)).error().message.find("2x3"), std::string::npos);
  EXPECT_NE(pair_up("set", part(4, 2, 1), part(2, 2, 3)).error().message.find("up to 3"), std::string::npos);
  EXPECT_EQ(pair_up("set", part(4, 2, 1), part(0, 2, 0)).error().message, "'part' has no images");
  EXPECT_EQ(pair_up("set", part(4, 2, 0), part(2, 2, 1)).error().message, "all 4 images of 'part' have the label 0");
}

}  // namespace
}  // namespace trackmeet::nn
