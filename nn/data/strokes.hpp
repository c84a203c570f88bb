// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace trackmeet::nn {

/// A point of a picture in 256ths of a pixel, from the upper left corner.
struct Point {
  std::int64_t x = 0, y = 0;
};

/// A quadratic Bezier curve: from `from` to `to`, drawn towards `bend`.
struct Stroke {
  Point from, bend, to;
};

/// A square grey picture. Owns nothing.
struct Canvas {
  std::span<std::uint8_t> pixels;  ///< side x side
  std::int64_t side = 0;           ///< pixels
};

/// Draws a stroke with a round pen of radius `radius` (256ths of a pixel), its edge one pixel soft, and full ink
/// `ink`; where something darker is drawn already, that stays. What lies outside the canvas is left out. Works with
/// whole numbers and the square root alone, which IEEE 754 defines to the last bit, so every platform draws the same.
void draw(const Stroke& stroke, std::int64_t radius, std::int64_t ink, Canvas canvas);

}  // namespace trackmeet::nn
