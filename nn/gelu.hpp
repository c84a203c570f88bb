// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// y = x / 2 (1 + tanh u) with u = sqrt(2 / pi) (x + 0.044715 x^3), entry by entry. (D. Hendrycks, K. Gimpel, "Gaussian
/// error linear units", arXiv 1606.08415, section 2) Computed as x / (1 + exp(-2u)), which is the same and keeps its
/// digits where x is far below zero, by Eigen's logistic function.
template <typename T>
void gelu(In<T> x, Matrix<T> y);

/// dx = dy s (1 + 2 x (1 - s) du/dx), where s = 1 / (1 + exp(-2u)).
template <typename T>
void gelu_backward(In<T> x, In<T> dy, Matrix<T> dx);

}  // namespace trackmeet::nn
