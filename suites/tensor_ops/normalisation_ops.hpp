// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "suites/tensor_ops/tensor.hpp"

namespace trackmeet::suites::tensor_ops {

/// exp(x - max) / sum of the same, along each row. Taking the greatest entry off first keeps exp from overflowing.
inline void softmax(ConstView a, View out) {
  for (Index i = 0; i < a.rows(); ++i) {
    auto row = out.row(i).array();
    row = (a.row(i).array() - a.row(i).maxCoeff()).exp();
    row *= 1.0F / row.sum();
  }
}

inline constexpr float layer_norm_epsilon = 1e-5F;  ///< added to the variance, so that a constant row stays finite

/// (x - mean) / sqrt(variance + epsilon) * gain + bias, along each row; `gain` and `bias` are one row each. The
/// variance is that of the whole row (divided by its length). (J. Ba, J. Kiros, G. Hinton, "Layer normalization",
/// arXiv:1607.06450)
inline void layer_norm(ConstView a, ConstView gain, ConstView bias, View out) {
  for (Index i = 0; i < a.rows(); ++i) {
    const float mean = a.row(i).mean();
    const float variance = (a.row(i).array() - mean).square().mean();
    const float factor = 1.0F / std::sqrt(variance + layer_norm_epsilon);
    out.row(i).array() = (a.row(i).array() - mean) * factor * gain.row(0).array() + bias.row(0).array();
  }
}

}  // namespace trackmeet::suites::tensor_ops
