// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/description.hpp"

namespace trackmeet::nn {

// The models that the suites measure and the events race, described once.

inline constexpr Index image_side = 28;  ///< pixels
inline constexpr Index image_classes = 10;
inline constexpr Index text_tokens = 64;  ///< characters of context
inline constexpr Index vocabulary = 96;   ///< printable ASCII and the newline

/// 784-128-64-10 with ReLU: 109 386 parameters. A row is an image, its pixels in [0, 1]; out come 10 logits.
ModelDescription mlp();

/// 3x3x32 valid, ReLU, pool 2, 3x3x64 valid, ReLU, pool 2, 1600-10: 34 826 parameters. Rows as of `mlp`.
ModelDescription cnn();

/// Next-character prediction over 64 characters: width 128, 8 heads, feed-forward 512 with GELU, one block with the
/// norms before (R. Xiong et al., "On layer normalization in the transformer architecture", ICML 2020). A row is one
/// character's token, 64 rows a text; out come 96 logits a row.
ModelDescription transformer();

}  // namespace trackmeet::nn
