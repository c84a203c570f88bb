// SPDX-License-Identifier: Apache-2.0
#include "nn/data/gather.hpp"

#include <cassert>

namespace trackmeet::nn {
namespace {

void widen(const std::uint8_t* __restrict in, float* __restrict out, std::size_t count) {
  constexpr float scale = 1.0F / 255.0F;
  for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<float>(in[i]) * scale;
}

/// Asks for the memory of an image that is wanted soon: rows in random order are beyond what the processor guesses.
void fetch(const std::uint8_t* image, std::size_t area) {
  constexpr std::size_t cache_line = 64;
  for (std::size_t i = 0; i < area; i += cache_line) __builtin_prefetch(image + i);
}

constexpr std::size_t ahead = 4;  ///< images

}  // namespace

void gather(const LabelledImages& images, std::span<const std::uint32_t> rows, Matrix<float> out,
            std::span<std::int32_t> labels) {
  assert(out.columns == images.area() && out.rows == static_cast<Index>(rows.size()) && labels.size() == rows.size());
  const auto area = static_cast<std::size_t>(images.area());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i + ahead < rows.size()) fetch(images.pixels.data() + rows[i + ahead] * area, area);
    widen(images.pixels.data() + rows[i] * area, out.data + i * area, area);
    labels[i] = images.labels[rows[i]];
  }
}

}  // namespace trackmeet::nn
