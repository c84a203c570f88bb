// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

namespace trackmeet::suites::tensor_ops {

/// A float as an eighth of its size: round(value / step), to the nearest and of two equally near ones to the even, held
/// within -127 … 127 (symmetric, as in PyTorch's and TensorRT's weights). `out` is as long as `values`.
inline void quantise(std::span<const float> values, float step, std::span<std::int8_t> out) {
  const float per_step = 1.0F / step;
  const float* const from = values.data();
  std::int8_t* const to = out.data();
  for (std::size_t i = 0; i < values.size(); ++i) {
    const float steps = std::min(127.0F, std::max(-127.0F, from[i] * per_step));
    // In [2^23, 2^24) a float has no fraction: adding rounds, taking off again leaves the whole number.
    constexpr float no_fraction = 0x1.8p23F;
    to[i] = static_cast<std::int8_t>(static_cast<std::int32_t>((steps + no_fraction) - no_fraction));
  }
}

/// step * value
inline void dequantise(std::span<const std::int8_t> values, float step, std::span<float> out) {
  const std::int8_t* const from = values.data();
  float* const to = out.data();
  for (std::size_t i = 0; i < values.size(); ++i) to[i] = step * static_cast<float>(from[i]);
}

}  // namespace trackmeet::suites::tensor_ops
