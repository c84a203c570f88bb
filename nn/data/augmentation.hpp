// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "core/random.hpp"
#include "nn/data/labelled_images.hpp"

namespace trackmeet::nn {

/// How an image is changed each time that it is shown, so that fewer of them teach as much.
struct Augmentation {
  Index shift = 0;  ///< moved by up to so many pixels each way; what comes in from outside is background
  bool flip =
      false;  ///< mirrored left to right, half of the time; spoils glyphs and digits, which have a right way round
  Index noise = 0;  ///< up to so much, of 255, is added to or taken from each pixel
  std::uint64_t seed = 1;

  bool any() const { return shift > 0 || flip || noise > 0; }
};

/// Sets `out` (height x width, in [0, 1]) to an image that is changed as `random` has it.
void augment(std::span<const std::uint8_t> image, Index width, const Augmentation& augmentation, SplitMix64 random,
             std::span<float> out);

}  // namespace trackmeet::nn
