// SPDX-License-Identifier: Apache-2.0
#include "nn/data/gather.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "nn/data/augmentation.hpp"
#include "nn/tensor.hpp"

namespace trackmeet::nn {
namespace {

/// Two images of 3 x 4 pixels: 0, 1, 2, … and 255, 254, 253, …
LabelledImages two_images() {
  LabelledImages images = blank_images("two", 2, 3, 4);
  for (std::size_t i = 0; i < 12; ++i) {
    images.pixels[i] = static_cast<std::uint8_t>(i);
    images.pixels[12 + i] = static_cast<std::uint8_t>(255 - i);
  }
  images.labels[1] = 7;
  return images;
}

TEST(Gather, widens_scales_and_reorders) {
  const LabelledImages images = two_images();
  const std::vector<std::uint32_t> rows = {1, 0, 1};
  Tensor<float> out({3, 12});
  std::vector<std::int32_t> labels(3);
  gather(images, rows, out.matrix(), labels);
  for (Index i = 0; i < 12; ++i) {
    EXPECT_FLOAT_EQ(out.matrix()(0, i), static_cast<float>(255 - i) / 255.0F);
    EXPECT_FLOAT_EQ(out.matrix()(1, i), static_cast<float>(i) / 255.0F);
    EXPECT_EQ(out.matrix()(2, i), out.matrix()(0, i));
  }
  EXPECT_EQ(out.matrix()(0, 0), 1.0F);
  EXPECT_EQ(labels, (std::vector<std::int32_t>{7, 0, 7}));
}

/// What an image of 3 x 4 pixels becomes, times 255.
std::vector<int> augmented(const Augmentation& augmentation, std::uint64_t seed) {
  const LabelledImages images = two_images();
  std::vector<float> out(12, -1.0F);
  augment(images.image(0), 4, augmentation, SplitMix64(seed), out);
  std::vector<int> levels;
  for (const float pixel : out) levels.push_back(static_cast<int>(pixel * 255.0F + 0.5F));
  return levels;
}

TEST(Augmentation, moves_by_no_more_than_it_may_and_fills_up_with_background) {
  std::vector<std::vector<int>> possible;
  for (int down = -1; down <= 1; ++down) {
    for (int right = -1; right <= 1; ++right) {
      std::vector<int> moved;
      for (int y = 0; y < 3; ++y) {
        for (int x = 0; x < 4; ++x) {
          const bool inside = y - down >= 0 && y - down < 3 && x - right >= 0 && x - right < 4;
          moved.push_back(inside ? (y - down) * 4 + x - right : 0);
        }
      }
      possible.push_back(moved);
    }
  }
  std::vector<int> hits(9);
  for (std::uint64_t seed = 0; seed < 900; ++seed) {
    const auto found = std::ranges::find(possible, augmented({.shift = 1}, seed));
    ASSERT_NE(found, possible.end()) << seed;
    ++hits[static_cast<std::size_t>(found - possible.begin())];
  }
  for (const int count : hits) EXPECT_NEAR(count, 100, 40);
}

TEST(Augmentation, mirrors_half_of_the_time) {
  const std::vector<int> straight = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  const std::vector<int> mirrored = {3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8};
  int turned = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const std::vector<int> got = augmented({.flip = true}, seed);
    turned += got == mirrored ? 1 : 0;
    EXPECT_TRUE(got == mirrored || got == straight) << seed;
  }
  EXPECT_NEAR(turned, 200, 40);
}

TEST(Augmentation, adds_noise_within_its_bounds) {
  EXPECT_EQ(augmented({}, 1), augmented({}, 2));
  EXPECT_NE(augmented({.noise = 5}, 1), augmented({.noise = 5}, 2));
  EXPECT_EQ(augmented({.noise = 5}, 1), augmented({.noise = 5}, 1));
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const std::vector<int> got = augmented({.noise = 5}, seed);
    for (int i = 0; i < 12; ++i) {
      EXPECT_GE(got[static_cast<std::size_t>(i)], std::max(0, i - 5));
      EXPECT_LE(got[static_cast<std::size_t>(i)], i + 5);
    }
  }
}

}  // namespace
}  // namespace trackmeet::nn
