// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/page_buffer.hpp"
#include "core/result.hpp"
#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// Grey images of one size, each with the number of its class.
struct LabelledImages {
  std::string name;             ///< for people: `glyphs train`
  std::string hash;             ///< `content_hash` of the rest; empty until `seal`
  Index count = 0;              ///< how many images
  Index height = 0;             ///< in pixels
  Index width = 0;              ///< in pixels
  Index classes = 0;            ///< labels lie below it; 0 until `seal`
  Buffer<std::uint8_t> pixels;  ///< count x height x width; 0 background, 255 full ink
  Buffer<std::uint8_t> labels;  ///< count

  Index area() const { return height * width; }  ///< pixels of one image
  std::span<const std::uint8_t> image(Index i) const {
    return pixels.values().subspan(static_cast<std::size_t>(i * area()), static_cast<std::size_t>(area()));
  }
};

/// What is learnt from and what is tested with: of one size and the same classes.
struct ImageSet {
  std::string name;  ///< `glyphs`, `fashion-mnist`, or a path
  std::string hash;  ///< SHA-256 of the hashes of both parts, `train` first
  LabelledImages train, test;
};

/// Memory for so many images, all zero and without a hash.
LabelledImages blank_images(std::string name, Index count, Index height, Index width);

/// SHA-256 over count, height and width (as eight bytes each, the least significant first), then all pixels, then all
/// labels: the same for the same data, whatever the name and the file format.
std::string content_hash(const LabelledImages& images);

/// Computes the hash, and from the labels the number of classes. To be called once pixels and labels are final.
void seal(LabelledImages& images);

/// Makes a set of two sealed parts of one size. The test part gets the number of classes of the other.
ImageSet joined(std::string name, LabelledImages train, LabelledImages test);

/// The same for parts that come from outside. An error if the sizes differ, if a part has no images, if the images of a
/// part are all of one class, or if the test part has a label above all that are learnt.
Result<ImageSet> pair_up(std::string name, LabelledImages train, LabelledImages test);

}  // namespace trackmeet::nn
