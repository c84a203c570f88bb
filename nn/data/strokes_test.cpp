// SPDX-License-Identifier: Apache-2.0
#include "nn/data/strokes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace trackmeet::nn {
namespace {

constexpr std::int64_t unit = 256;

std::vector<std::uint8_t> drawn(const Stroke& stroke, std::int64_t radius, std::int64_t ink = 255) {
  std::vector<std::uint8_t> pixels(9 * 9);
  draw(stroke, radius, ink, {pixels, 9});
  return pixels;
}

TEST(Strokes, draw_a_line_as_thick_as_the_pen) {
  const std::int64_t middle = 4 * unit + unit / 2;
  const auto pixels = drawn({{0, middle}, {4 * unit, middle}, {9 * unit, middle}}, 3 * unit / 2);
  for (std::size_t x = 1; x < 8; ++x) {
    for (std::size_t y = 0; y < 9; ++y) EXPECT_EQ(pixels[y * 9 + x], y >= 3 && y <= 5 ? 255 : 0) << x << ", " << y;
  }
}

TEST(Strokes, have_an_edge_one_pixel_soft) {
  const std::int64_t middle = 4 * unit + unit / 2;
  const auto pixels = drawn({{0, middle}, {4 * unit, middle}, {9 * unit, middle}}, unit, 200);
  EXPECT_EQ(pixels[4 * 9 + 4], 200);
  EXPECT_EQ(pixels[3 * 9 + 4], 100);
  EXPECT_EQ(pixels[2 * 9 + 4], 0);
}

TEST(Strokes, bend) {
  const auto pixels = drawn({{unit, 7 * unit}, {9 * unit / 2, -5 * unit}, {8 * unit, 7 * unit}}, unit);
  EXPECT_GT(pixels[1 * 9 + 4], 200);  // the top of the arch: half of the way to where it bends
  EXPECT_EQ(pixels[7 * 9 + 4], 0);
}

TEST(Strokes, are_cut_off_at_the_border_and_may_be_a_point) {
  EXPECT_EQ(std::ranges::max(drawn({{-90 * unit, 5}, {-80 * unit, 5}, {-70 * unit, 5}}, unit)), 0);
  const auto point = drawn({{1152, 1152}, {1152, 1152}, {1152, 1152}}, unit / 2);
  EXPECT_EQ(point[4 * 9 + 4], 255);
  EXPECT_EQ(std::ranges::count_if(point, [](std::uint8_t pixel) { return pixel > 0; }), 1);
}

}  // namespace
}  // namespace trackmeet::nn
