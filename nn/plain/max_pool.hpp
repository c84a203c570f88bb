// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/description.hpp"

namespace trackmeet::nn::plain {

/// As nn::max_pool. The inner loop runs along the channels, so that a compiler can vectorise it.
template <typename T>
void max_pool(const MaxPool& shape, In<T> in, Matrix<T> out) {
  const Index channels = shape.channels;
  for (Index n = 0; n < in.rows; ++n) {
    T* pixel = &out(n, 0);
    for (Index y = 0; y < shape.out_height(); ++y) {
      for (Index x = 0; x < shape.out_width(); ++x, pixel += channels) {
        for (Index i = 0; i < shape.size * shape.size; ++i) {
          const Index row = y * shape.size + i / shape.size, column = x * shape.size + i % shape.size;
          const T* from = &in(n, (row * shape.width + column) * channels);
          for (Index c = 0; c < channels; ++c) pixel[c] = i == 0 || pixel[c] < from[c] ? from[c] : pixel[c];
        }
      }
    }
  }
}

/// As nn::max_pool_backward. A square's derivative waits in its last pixel for one that takes it; what none before took
/// is that pixel's.
template <typename T>
void max_pool_backward(const MaxPool& shape, In<T> in, In<T> out, In<T> d_out, Matrix<T> d_in) {
  const Index channels = shape.channels, last = shape.size - 1;
  for (T& value : d_in.values()) value = 0;
  for (Index n = 0; n < in.rows; ++n) {
    Index pixel = 0;
    for (Index y = 0; y < shape.out_height(); ++y) {
      for (Index x = 0; x < shape.out_width(); ++x, pixel += channels) {
        const Index first = (y * shape.width + x) * shape.size;
        T* left = &d_in(n, (first + last * shape.width + last) * channels);
        for (Index c = 0; c < channels; ++c) left[c] = d_out(n, pixel + c);
        for (Index i = 0; i < shape.size * shape.size - 1; ++i) {
          const Index at = (first + i / shape.size * shape.width + i % shape.size) * channels;
          for (Index c = 0; c < channels; ++c) {
            const bool takes = in(n, at + c) == out(n, pixel + c);
            d_in(n, at + c) = takes ? left[c] : 0;
            left[c] = takes ? 0 : left[c];
          }
        }
      }
    }
  }
}

}  // namespace trackmeet::nn::plain
