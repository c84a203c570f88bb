// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/matrix.hpp"

namespace trackmeet::nn::plain {

/// As nn::relu.
template <typename T>
void relu(In<T> in, Matrix<T> out) {
  for (Index i = 0; i < in.size(); ++i) out.data[i] = in.data[i] < 0 ? 0 : in.data[i];
}

/// As nn::relu_backward.
template <typename T>
void relu_backward(In<T> in, In<T> d_out, Matrix<T> d_in) {
  for (Index i = 0; i < in.size(); ++i) d_in.data[i] = in.data[i] > 0 ? d_out.data[i] : 0;
}

}  // namespace trackmeet::nn::plain
