// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/matrix.hpp"

namespace trackmeet::nn::plain {

/// As nn::dense. The inner loop runs along a row of the weights, so that a compiler can vectorise it.
template <typename T>
void dense(In<T> x, In<T> weight, InRow<T> bias, Matrix<T> y) {
  for (Index n = 0; n < x.rows; ++n) {
    for (Index j = 0; j < y.columns; ++j) y(n, j) = bias[static_cast<std::size_t>(j)];
    for (Index i = 0; i < x.columns; ++i) {
      for (Index j = 0; j < y.columns; ++j) y(n, j) += x(n, i) * weight(i, j);
    }
  }
}

/// As nn::dense_backward.
template <typename T>
void dense_backward(In<T> x, In<T> weight, In<T> dy, Matrix<T> d_weight, std::span<T> d_bias, Matrix<T> dx) {
  for (T& value : d_weight.values()) value = 0;
  for (T& value : d_bias) value = 0;
  for (Index n = 0; n < x.rows; ++n) {
    for (Index j = 0; j < dy.columns; ++j) d_bias[static_cast<std::size_t>(j)] += dy(n, j);
    for (Index i = 0; i < x.columns; ++i) {
      for (Index j = 0; j < dy.columns; ++j) d_weight(i, j) += x(n, i) * dy(n, j);
    }
    if (dx.data == nullptr) continue;
    for (Index i = 0; i < x.columns; ++i) {
      T sum = 0;
      for (Index j = 0; j < dy.columns; ++j) sum += dy(n, j) * weight(i, j);
      dx(n, i) = sum;
    }
  }
}

}  // namespace trackmeet::nn::plain
