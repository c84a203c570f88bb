// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// Added to each variance, so that a row of equal entries does no harm; the value of PyTorch's LayerNorm.
inline constexpr double layer_norm_epsilon = 1e-5;

/// y = (x - mean) / sqrt(variance + epsilon) * weight + bias, with mean and variance (by n, not n - 1) of each row.
/// (J. Ba, J. Kiros, G. Hinton, "Layer normalization", arXiv 1607.06450, section 3) `moments`, rows x 2, takes each
/// row's mean and 1 / sqrt(variance + epsilon), which `layer_norm_backward` wants.
template <typename T>
void layer_norm(In<T> x, InRow<T> weight, InRow<T> bias, Matrix<T> moments, Matrix<T> y);

/// From dy: d_weight and d_bias, sums over all rows, and dx unless its data is null. With n = (x - mean) / deviation
/// and g = dy * weight: dx = (g - mean of g - n * mean of (g n)) / deviation.
template <typename T>
void layer_norm_backward(In<T> x, InRow<T> weight, In<T> moments, In<T> dy, std::span<T> d_weight, std::span<T> d_bias,
                         Matrix<T> dx);

}  // namespace trackmeet::nn
