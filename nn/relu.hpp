// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// out = max(in, 0), entry by entry; a NaN stays one.
template <typename T>
void relu(In<T> in, Matrix<T> out);

/// d_in = d_out where in > 0, elsewhere 0. The derivative at 0, where there is none, is taken to be 0.
template <typename T>
void relu_backward(In<T> in, In<T> d_out, Matrix<T> d_in);

}  // namespace trackmeet::nn
