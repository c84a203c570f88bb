// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// out = a b, with (n x k) (k x m) -> (n x m). `out` overlaps no operand; with k = 0 it is zero.
template <typename T>
void multiply(In<T> a, In<T> b, Matrix<T> out);

/// out += a b, for what already holds a bias or another sum.
template <typename T>
void add_product(In<T> a, In<T> b, Matrix<T> out);

}  // namespace trackmeet::nn
