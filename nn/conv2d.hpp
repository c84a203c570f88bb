// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/description.hpp"

namespace trackmeet::nn {

/// out(y, x, f) = bias(f) + the sum over dy, dx and c of in(y + dy, x + dx, c) kernel(dy, dx, c, f), image by image:
/// what neural networks call convolution, the kernel not turned round. Shapes as `Conv2d` says: a row of `in` is an
/// image of height x width x channels, a row of `out` one of out_height x out_width x filters; `kernel` is (kernel *
/// kernel * channels) x filters.
template <typename T>
void conv2d(const Conv2d& shape, In<T> in, In<T> kernel, InRow<T> bias, Matrix<T> out);

/// Entries of working memory for `conv2d_backward`: a kernel, and an image of d_out with a border left and right.
inline Index conv2d_scratch_size(const Conv2d& shape) {
  return shape.kernel * shape.kernel * shape.channels * shape.filters +
         shape.out_height() * (shape.width + shape.kernel - 1) * shape.filters;
}

/// The derivatives of a loss by kernel, bias and `in`, from `d_out`, its derivative by `out`. `d_in` is not computed if
/// its data is null. `scratch`: conv2d_scratch_size(shape) entries.
template <typename T>
void conv2d_backward(const Conv2d& shape, In<T> in, In<T> kernel, In<T> d_out, Matrix<T> d_kernel, std::span<T> d_bias,
                     std::span<T> scratch, Matrix<T> d_in);

}  // namespace trackmeet::nn
