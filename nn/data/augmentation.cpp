// SPDX-License-Identifier: Apache-2.0
#include "nn/data/augmentation.hpp"

#include <algorithm>

namespace trackmeet::nn {
namespace {

Index between(SplitMix64& random, Index most) {
  return static_cast<Index>(random.next_below(static_cast<std::uint64_t>(2 * most + 1))) - most;
}

/// Four pixels share a random number: 16 bits each.
void add_noise(std::span<float> pixels, Index noise, SplitMix64& random) {
  const float most = static_cast<float>(noise) / 255.0F;
  for (std::size_t i = 0; i < pixels.size(); i += 4) {
    const std::uint64_t bits = random.next();
    const std::size_t end = std::min(pixels.size(), i + 4);
    for (std::size_t k = i; k < end; ++k) {
      const float evenly = static_cast<float>((bits >> (16 * (k - i))) & 0xFFFFU) * 0x1p-15F - 1.0F;
      pixels[k] = std::clamp(pixels[k] + most * evenly, 0.0F, 1.0F);
    }
  }
}

}  // namespace

void augment(std::span<const std::uint8_t> image, Index width, const Augmentation& augmentation, SplitMix64 random,
             std::span<float> out) {
  constexpr float scale = 1.0F / 255.0F;
  const Index height = static_cast<Index>(image.size()) / width;
  const Index right = between(random, augmentation.shift);
  const Index down = between(random, augmentation.shift);
  const bool mirrored = augmentation.flip && random.next_below(2) == 1;
  std::ranges::fill(out, 0.0F);
  for (Index y = std::max<Index>(0, down); y < std::min(height, height + down); ++y) {
    const std::uint8_t* from = image.data() + (y - down) * width;
    float* to = out.data() + y * width;
    for (Index x = std::max<Index>(0, right); x < std::min(width, width + right); ++x) {
      const Index column = mirrored ? width - 1 - (x - right) : x - right;
      to[x] = static_cast<float>(from[column]) * scale;
    }
  }
  if (augmentation.noise > 0) add_noise(out, augmentation.noise, random);
}

}  // namespace trackmeet::nn
