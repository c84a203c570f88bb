// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nn/data/load_images.hpp"
#include "nn/data/load_text.hpp"
#include "nn/tensor.hpp"

namespace trackmeet::suites {

/// The images and the text to work on: what `--data` chose (suites/support/chosen_data.hpp), else generated ones with
/// so many samples. `--data` may name one of each kind with a comma between them. A name says of which kind it is; a
/// file is a text; a folder is what is in it: images where a file of theirs is, `train…` (nn/data/load_images.hpp), a
/// text where `input.txt` is. If only the other kind was chosen, this one is generated.
///
/// Loaded once a process. A choice that cannot be loaded is a std::runtime_error, which fails the benchmark that asks.
const nn::ImageSet& image_set(const nn::GlyphCounts& counts = {});
const nn::TextSet& text_set(const nn::TextCounts& counts = {});

/// For `Work::label()`: `glyphs sha256:1a2b3c4d5e6f`.
std::string data_label(const nn::ImageSet& images);
std::string data_label(const nn::TextSet& text);

/// What goes into a network, and what is to come out.
struct Samples {
  nn::Tensor<float> rows;
  std::vector<std::int32_t> labels;  ///< one for each row
  std::string label;                 ///< `data_label` of the data set, or of the part of it that was generated
};

/// The first images to learn from as count x 784, pixels from 0 to 1, and their classes, below 10. Of the generated
/// ones no more than these are made. A std::runtime_error if chosen images are of another size, of more classes, or
/// fewer.
Samples image_samples(nn::Index count);

/// The first `texts` windows of the text to learn from, one behind the other: (texts * 64) x 1 tokens, and the token
/// after each of them. A std::runtime_error if a chosen text is too short.
Samples text_samples(nn::Index texts);

}  // namespace trackmeet::suites
