// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "nn/data/image_loader.hpp"
#include "suites/support/check.hpp"

namespace trackmeet::suites::data_loading {

/// The images of the benchmarks: what `--data` chose, all of it, or so many generated ones.
const nn::ImageSet& images_to_load(nn::Index generated);

/// How many suffice: an epoch of batches is to be long, and a file is to be made and decoded within moments.
inline constexpr nn::Index for_batches = 2000, for_files = 1000;

/// Whether decoded images are the original ones, to the last byte.
std::optional<Mismatch> compare_images(const nn::LabelledImages& got, const nn::LabelledImages& expected);

/// Goes through an epoch of a loader and holds it against the images: each comes once with its label, in the order in
/// which they lie if that was asked for and in another otherwise, and its pixels are value / 255; augmented ones are
/// the image in one of the places that it may have been moved to, with no more noise than asked for.
std::optional<Mismatch> check_epoch(nn::ImageLoader& loader, const nn::LabelledImages& images,
                                    const nn::ImageLoading& loading, nn::Index epoch);

}  // namespace trackmeet::suites::data_loading
