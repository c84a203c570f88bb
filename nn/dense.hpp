// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// y = x W + b, row by row. x: n x inputs, W: inputs x outputs, b: outputs, y: n x outputs.
template <typename T>
void dense(In<T> x, In<T> weight, InRow<T> bias, Matrix<T> y);

/// The derivatives of a loss by W, b and x, from dy, its derivative by y: dW = x^T dy, db = the sum of the rows of dy,
/// dx = dy W^T. `dx` is not computed if its data is null.
template <typename T>
void dense_backward(In<T> x, In<T> weight, In<T> dy, Matrix<T> d_weight, std::span<T> d_bias, Matrix<T> dx);

}  // namespace trackmeet::nn
