// SPDX-License-Identifier: Apache-2.0
#include "nn/data/glyphs.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "nn/data/strokes.hpp"

namespace trackmeet::nn {
namespace {

/// The glyphs, on a grid from -8 to 8 with y downwards.
const std::array<std::vector<Stroke>, glyph_classes>& glyphs() {
  static const std::array<std::vector<Stroke>, glyph_classes> shapes = {{
      {{{0, -8}, {8, -8}, {7, 0}},
       {{7, 0}, {8, 8}, {0, 8}},
       {{0, 8}, {-8, 8}, {-7, 0}},
       {{-7, 0}, {-8, -8}, {0, -8}}},                                                            // ring
      {{{-6, -8}, {-7, 8}, {0, 8}}, {{0, 8}, {7, 8}, {6, -8}}},                                  // cup
      {{{5, -6}, {-2, -11}, {-5, -4}}, {{-5, -4}, {-8, 9}, {5, 6}}},                             // sickle
      {{{-6, -8}, {0, -8}, {6, -8}}, {{0, -8}, {0, 0}, {0, 8}}},                                 // post and beam
      {{{-6, -7}, {0, 0}, {6, 7}}, {{6, -7}, {0, 0}, {-6, 7}}},                                  // cross
      {{{-6, -8}, {-3, -4}, {0, 0}}, {{6, -8}, {3, -4}, {0, 0}}, {{0, 0}, {0, 4}, {0, 8}}},      // fork
      {{{-6, -7}, {0, -7}, {6, -7}}, {{6, -7}, {0, 0}, {-6, 7}}, {{-6, 7}, {0, 7}, {6, 7}}},     // lightning
      {{{5, -6}, {-8, -11}, {-3, -2}}, {{-3, -2}, {0, 0}, {3, 2}}, {{3, 2}, {8, 11}, {-5, 6}}},  // wave
      {{{-5, -8}, {-5, 0}, {-5, 8}}, {{-5, 0}, {0, 0}, {5, 0}}, {{5, -8}, {5, 0}, {5, 8}}},      // ladder
      {{{-3, -8}, {-3, 0}, {-3, 8}}, {{-3, -8}, {10, -5}, {-3, 1}}},                             // flag
  }};
  return shapes;
}

/// How far the drawing strays; all ranges are symmetric unless they name both ends.
constexpr std::int64_t unit = 256;        ///< a pixel
constexpr std::int64_t grid_least = 200;  ///< 256ths of a pixel that a step of the grid takes, at least
constexpr std::int64_t grid_most = 340;
constexpr std::int64_t move_most = 7 * unit / 2;  ///< of the centre
constexpr std::int64_t turn_most = 70;            ///< 256ths of the tangent of half the angle
constexpr std::int64_t slant_most = 90;           ///< 256ths of the tangent of the angle
constexpr std::int64_t shake_most = 200;          ///< 256ths of a step of the grid, of every point of a stroke
constexpr std::int64_t pen_least = 130;           ///< radius, 256ths of a pixel
constexpr std::int64_t pen_most = 330;
constexpr std::int64_t ink_least = 110;  ///< of 255
constexpr std::int64_t noise_most = 60;  ///< the standard deviation of a pixel's noise, of 255, is up to 0.58 of it

class Draughtsman {
public:
  explicit Draughtsman(std::uint64_t seed) : random_(seed) {}

  /// Draws an image on an empty canvas and tells its class.
  std::uint8_t draw_glyph(Canvas canvas) {
    const auto label = random_.next_below(glyph_classes);
    choose_hand();
    for (const Stroke& stroke : glyphs()[label]) draw(placed(stroke), pen_, ink_, canvas);
    for (std::int64_t i = between(0, 2); i > 0; --i) draw(stray_stroke(), pen_, ink_, canvas);
    add_noise(canvas.pixels);
    return static_cast<std::uint8_t>(label);
  }

private:
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(random_.next_below(static_cast<std::uint64_t>(most - least + 1)));
  }

  /// Size, place, turn and slant, pen and ink. A turn by the angle a whose half has the tangent t is, without sine and
  /// cosine, ((1 - t^2), -2t; 2t, (1 - t^2)) / (1 + t^2).
  void choose_hand() {
    const std::int64_t t = between(-turn_most, turn_most);
    const std::int64_t slant = between(-slant_most, slant_most);
    const std::int64_t across = between(grid_least, grid_most);
    const std::int64_t down = between(grid_least, grid_most);
    const std::int64_t whole = unit * unit + t * t;
    const std::int64_t cosine = unit * (unit * unit - t * t) / whole;
    const std::int64_t sine = unit * (2 * unit * t) / whole;
    right_ = {across * cosine / unit, across * sine / unit};
    below_ = {down * (slant * cosine / unit - sine) / unit, down * (slant * sine / unit + cosine) / unit};
    const std::int64_t middle = glyph_side * unit / 2;
    centre_ = {middle + between(-move_most, move_most), middle + between(-move_most, move_most)};
    pen_ = between(pen_least, pen_most);
    ink_ = between(ink_least, 255);
  }

  Point placed(Point grid) {
    const std::int64_t x = grid.x * unit + between(-shake_most, shake_most);
    const std::int64_t y = grid.y * unit + between(-shake_most, shake_most);
    return {centre_.x + (x * right_.x + y * below_.x) / unit, centre_.y + (x * right_.y + y * below_.y) / unit};
  }
  Stroke placed(const Stroke& stroke) {
    const Point from = placed(stroke.from);
    const Point bend = placed(stroke.bend);
    return {from, bend, placed(stroke.to)};
  }

  Stroke stray_stroke() {
    const auto anywhere = [this] {
      const std::int64_t x = between(0, glyph_side * unit);
      return Point{x, between(0, glyph_side * unit)};
    };
    const Point from = anywhere();
    const Point to{from.x + between(-8 * unit, 8 * unit), from.y + between(-8 * unit, 8 * unit)};
    return {from, {(from.x + to.x) / 2, (from.y + to.y) / 2}, to};
  }

  /// To each pixel the sum of four numbers, evenly spread and of no mean: nearly normal.
  void add_noise(std::span<std::uint8_t> pixels) {
    const std::int64_t noise = between(noise_most / 3, noise_most);
    for (std::uint8_t& pixel : pixels) {
      std::uint64_t bits = random_.next();
      std::int64_t sum = 0;
      for (int i = 0; i < 4; ++i, bits >>= 16U) sum += static_cast<std::int64_t>(bits & 0xFFFFU);
      const std::int64_t added = (sum - 2 * 65'535) * noise / 65'536;
      pixel = static_cast<std::uint8_t>(std::clamp<std::int64_t>(pixel + added, 0, 255));
    }
  }

  SplitMix64 random_;
  Point right_, below_;  ///< one step of the grid to the right and downwards
  Point centre_;
  std::int64_t pen_ = 0, ink_ = 0;
};

}  // namespace

LabelledImages make_glyphs(std::string name, GlyphRange range) {
  assert(range.first >= 0 && range.count >= 0);
  LabelledImages images = blank_images(std::move(name), range.count, glyph_side, glyph_side);
  constexpr auto area = static_cast<std::size_t>(glyph_side * glyph_side);
  for (Index i = 0; i < range.count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    Draughtsman draughtsman(stream_seed(range.seed, static_cast<std::uint64_t>(range.first + i)));
    images.labels[at] = draughtsman.draw_glyph({images.pixels.values().subspan(at * area, area), glyph_side});
  }
  seal(images);
  images.classes = glyph_classes;
  return images;
}

ImageSet glyph_set(Index train, Index test, std::uint64_t seed) {
  LabelledImages learnt = make_glyphs("glyphs train", {.seed = stream_seed(seed, 0), .first = 0, .count = train});
  LabelledImages tested = make_glyphs("glyphs test", {.seed = stream_seed(seed, 1), .first = 0, .count = test});
  return joined("glyphs", std::move(learnt), std::move(tested));
}

}  // namespace trackmeet::nn
