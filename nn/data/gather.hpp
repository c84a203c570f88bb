// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "nn/data/labelled_images.hpp"

namespace trackmeet::nn {

/// Row i of `out` (rows.size() x area) becomes image rows[i], each pixel times 1/255, in one pass; `labels`, as many,
/// its class.
void gather(const LabelledImages& images, std::span<const std::uint32_t> rows, Matrix<float> out,
            std::span<std::int32_t> labels);

}  // namespace trackmeet::nn
