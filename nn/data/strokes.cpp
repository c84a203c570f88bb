// SPDX-License-Identifier: Apache-2.0
#include "nn/data/strokes.hpp"

#include <algorithm>
#include <cmath>

namespace trackmeet::nn {
namespace {

constexpr std::int64_t unit = 256;  ///< a pixel

std::int64_t root(std::int64_t square) { return static_cast<std::int64_t>(std::sqrt(static_cast<double>(square))); }

/// Distance of `p` from the line between `a` and `b`, whose length is `length`.
std::int64_t distance(Point p, Point a, Point b, std::int64_t length) {
  const Point along{b.x - a.x, b.y - a.y};
  const Point off{p.x - a.x, p.y - a.y};
  const std::int64_t projection = along.x * off.x + along.y * off.y;
  if (projection <= 0 || length == 0) return root(off.x * off.x + off.y * off.y);
  if (projection >= along.x * along.x + along.y * along.y) {
    return root((p.x - b.x) * (p.x - b.x) + (p.y - b.y) * (p.y - b.y));
  }
  return std::abs(along.x * off.y - along.y * off.x) / length;
}

void draw_line(Point a, Point b, std::int64_t radius, std::int64_t ink, Canvas canvas) {
  const std::int64_t length = root((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
  const std::int64_t reach = radius + unit;
  const auto pixel = [&](std::int64_t at) { return std::clamp<std::int64_t>(at / unit, 0, canvas.side - 1); };
  for (std::int64_t y = pixel(std::min(a.y, b.y) - reach); y <= pixel(std::max(a.y, b.y) + reach); ++y) {
    for (std::int64_t x = pixel(std::min(a.x, b.x) - reach); x <= pixel(std::max(a.x, b.x) + reach); ++x) {
      const Point centre{x * unit + unit / 2, y * unit + unit / 2};
      const std::int64_t covered =
          std::clamp<std::int64_t>(radius + unit / 2 - distance(centre, a, b, length), 0, unit);
      std::uint8_t& there = canvas.pixels[static_cast<std::size_t>(y * canvas.side + x)];
      there = std::max(there, static_cast<std::uint8_t>(covered * ink / unit));
    }
  }
}

}  // namespace

void draw(const Stroke& stroke, std::int64_t radius, std::int64_t ink, Canvas canvas) {
  constexpr std::int64_t pieces = 6;
  const auto mix = [](std::int64_t from, std::int64_t bend, std::int64_t to, std::int64_t i) {
    return ((pieces - i) * (pieces - i) * from + 2 * i * (pieces - i) * bend + i * i * to) / (pieces * pieces);
  };
  Point before = stroke.from;
  for (std::int64_t i = 1; i <= pieces; ++i) {
    const Point point{mix(stroke.from.x, stroke.bend.x, stroke.to.x, i),
                      mix(stroke.from.y, stroke.bend.y, stroke.to.y, i)};
    draw_line(before, point, radius, ink, canvas);
    before = point;
  }
}

}  // namespace trackmeet::nn
