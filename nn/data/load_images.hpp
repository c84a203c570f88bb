// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "core/result.hpp"
#include "nn/data/labelled_images.hpp"

namespace trackmeet::nn {

/// How many images the generator makes, and of which seed.
struct GlyphCounts {
  Index train = 20'000, test = 4'000;
  std::uint64_t seed = 1;
};

/// The images that `--data` names: `glyphs`, which are generated; `fashion-mnist` or `mnist`, where scripts/fetch-data
/// left them; or a folder with both parts in one of these formats:
///     train-images-idx3-ubyte  train-labels-idx1-ubyte  t10k-images-idx3-ubyte  t10k-labels-idx1-ubyte
///     train.safetensors        test.safetensors
///     train.csv                test.csv
///     train.raw                test.raw
/// each file plain or gzip with `.gz` behind its name. What is missing, damaged, or not what it is called, is an error.
Result<ImageSet> load_images(std::string_view name_or_folder, const GlyphCounts& glyphs = {});

}  // namespace trackmeet::nn
