// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <numbers>

#include "nn/matrix.hpp"

namespace trackmeet::nn::plain {

/// sqrt(2 / pi)
template <typename T>
constexpr T gelu_steepness = std::numbers::sqrt2_v<T>* std::numbers::inv_sqrtpi_v<T>;
template <typename T>
constexpr T gelu_cubic = static_cast<T>(0.044715);

/// As nn::gelu, by the formula with tanh.
template <typename T>
void gelu(In<T> x, Matrix<T> y) {
  for (Index i = 0; i < x.size(); ++i) {
    const T value = x.data[i];
    const T u = gelu_steepness<T> * (value + gelu_cubic<T> * value * value * value);
    y.data[i] = value / 2 * (1 + std::tanh(u));
  }
}

/// As nn::gelu_backward: dx = dy / 2 (1 + t + x (1 - t^2) du/dx), where t = tanh u.
template <typename T>
void gelu_backward(In<T> x, In<T> dy, Matrix<T> dx) {
  for (Index i = 0; i < x.size(); ++i) {
    const T value = x.data[i];
    const T tanh = std::tanh(gelu_steepness<T> * (value + gelu_cubic<T> * value * value * value));
    const T slope = gelu_steepness<T> * (1 + 3 * gelu_cubic<T> * value * value);
    dx.data[i] = dy.data[i] / 2 * (1 + tanh + value * (1 - tanh * tanh) * slope);
  }
}

}  // namespace trackmeet::nn::plain
