// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "nn/layer_norm.hpp"
#include "nn/matrix.hpp"

namespace trackmeet::nn::plain {

/// As nn::layer_norm.
template <typename T>
void layer_norm(In<T> x, InRow<T> weight, InRow<T> bias, Matrix<T> moments, Matrix<T> y) {
  const auto width = static_cast<T>(x.columns);
  for (Index n = 0; n < x.rows; ++n) {
    T sum = 0;
    for (Index j = 0; j < x.columns; ++j) sum += x(n, j);
    const T mean = sum / width;
    T squares = 0;
    for (Index j = 0; j < x.columns; ++j) squares += (x(n, j) - mean) * (x(n, j) - mean);
    const T scale = 1 / std::sqrt(squares / width + static_cast<T>(layer_norm_epsilon));
    const T* factor = weight.data();
    const T* offset = bias.data();
    for (Index j = 0; j < x.columns; ++j) y(n, j) = (x(n, j) - mean) * scale * factor[j] + offset[j];
    moments(n, 0) = mean;
    moments(n, 1) = scale;
  }
}

/// As nn::layer_norm_backward.
template <typename T>
void layer_norm_backward(In<T> x, InRow<T> weight, In<T> moments, In<T> dy, std::span<T> d_weight, std::span<T> d_bias,
                         Matrix<T> dx) {
  const auto width = static_cast<T>(x.columns);
  const T* factor = weight.data();
  T* d_factor = d_weight.data();
  T* d_offset = d_bias.data();
  for (T& value : d_weight) value = 0;
  for (T& value : d_bias) value = 0;
  for (Index n = 0; n < x.rows; ++n) {
    const T mean = moments(n, 0);
    const T scale = moments(n, 1);
    for (Index j = 0; j < x.columns; ++j) d_factor[j] += dy(n, j) * (x(n, j) - mean) * scale;
    for (Index j = 0; j < x.columns; ++j) d_offset[j] += dy(n, j);
    if (dx.data == nullptr) continue;
    T sum = 0;
    T along = 0;
    for (Index j = 0; j < x.columns; ++j) {
      sum += dy(n, j) * factor[j];
      along += dy(n, j) * factor[j] * (x(n, j) - mean) * scale;
    }
    for (Index j = 0; j < x.columns; ++j) {
      dx(n, j) = (dy(n, j) * factor[j] - sum / width - (x(n, j) - mean) * scale * (along / width)) * scale;
    }
  }
}

}  // namespace trackmeet::nn::plain
