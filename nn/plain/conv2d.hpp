// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/description.hpp"

namespace trackmeet::nn::plain {

/// As nn::conv2d. The inner loop runs along the filters, so that a compiler can vectorise it.
template <typename T>
void conv2d(const Conv2d& shape, In<T> in, In<T> kernel, InRow<T> bias, Matrix<T> out) {
  const Index filters = shape.filters;
  for (Index n = 0; n < in.rows; ++n) {
    T* pixel = &out(n, 0);
    for (Index y = 0; y < shape.out_height(); ++y) {
      for (Index x = 0; x < shape.out_width(); ++x, pixel += filters) {
        for (Index f = 0; f < filters; ++f) pixel[f] = bias[static_cast<std::size_t>(f)];
        const T* tap = kernel.data;
        for (Index dy = 0; dy < shape.kernel; ++dy) {
          const T* from = &in(n, ((y + dy) * shape.width + x) * shape.channels);
          for (Index i = 0; i < shape.kernel * shape.channels; ++i, tap += filters) {
            for (Index f = 0; f < filters; ++f) pixel[f] += from[i] * tap[f];
          }
        }
      }
    }
  }
}

/// As nn::conv2d_backward. The inner loops run along the filters and, with each tap's matrix transposed beforehand,
/// along the channels.
template <typename T>
void conv2d_backward(const Conv2d& shape, In<T> in, In<T> kernel, In<T> d_out, Matrix<T> d_kernel, std::span<T> d_bias,
                     std::span<T> scratch, Matrix<T> d_in) {
  const Index filters = shape.filters, channels = shape.channels, taps = shape.kernel * shape.kernel;
  T* const transposed = scratch.data();  // tap x filter x channel
  for (Index tap = 0; tap < taps; ++tap) {
    for (Index c = 0; c < channels; ++c) {
      for (Index f = 0; f < filters; ++f)
        transposed[(tap * filters + f) * channels + c] = kernel(tap * channels + c, f);
    }
  }
  for (T& value : d_kernel.values()) value = 0;
  for (T& value : d_bias) value = 0;
  if (d_in.data != nullptr) {
    for (T& value : d_in.values()) value = 0;
  }
  for (Index n = 0; n < in.rows; ++n) {
    const T* d_pixel = &d_out(n, 0);
    for (Index y = 0; y < shape.out_height(); ++y) {
      for (Index x = 0; x < shape.out_width(); ++x, d_pixel += filters) {
        for (Index f = 0; f < filters; ++f) d_bias[static_cast<std::size_t>(f)] += d_pixel[f];
        for (Index tap = 0; tap < taps; ++tap) {
          const Index at = ((y + tap / shape.kernel) * shape.width + x + tap % shape.kernel) * channels;
          const T* from = &in(n, at);
          for (Index c = 0; c < channels; ++c) {
            T* d_weight = &d_kernel(tap * channels + c, 0);
            for (Index f = 0; f < filters; ++f) d_weight[f] += from[c] * d_pixel[f];
          }
          if (d_in.data == nullptr) continue;
          T* to = &d_in(n, at);
          for (Index f = 0; f < filters; ++f) {
            const T* weight = transposed + (tap * filters + f) * channels;
            for (Index c = 0; c < channels; ++c) to[c] += d_pixel[f] * weight[c];
          }
        }
      }
    }
  }
}

}  // namespace trackmeet::nn::plain
