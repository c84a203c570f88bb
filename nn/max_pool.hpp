// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/description.hpp"

namespace trackmeet::nn {

/// out(y, x, c) = the greatest of in(size y + dy, size x + dx, c) with dy, dx < size, image by image. Shapes as
/// `MaxPool` says: a row of `in` is an image of height x width x channels, a row of `out` one of out_height x out_width
/// x channels.
template <typename T>
void max_pool(const MaxPool& shape, In<T> in, Matrix<T> out);

/// d_in from `d_out` and what `max_pool` made of `in`. The first of several equal maxima, row by row, takes the whole
/// derivative; what belongs to no square gets 0.
template <typename T>
void max_pool_backward(const MaxPool& shape, In<T> in, In<T> out, In<T> d_out, Matrix<T> d_in);

}  // namespace trackmeet::nn
