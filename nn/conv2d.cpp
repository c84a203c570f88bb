// SPDX-License-Identifier: Apache-2.0
#include "nn/conv2d.hpp"

#include "nn/tile.hpp"

namespace trackmeet::nn {
namespace {

/// With the channels innermost, the `kernel` pixels of one row of a window lie in one stretch, and so do their weights.
/// One row of a window therefore adds the product of a matrix (a row per pixel of `out`, overlapping) and a matrix.
Index stretch(const Conv2d& shape) { return shape.kernel * shape.channels; }

/// The kernel for the way back: turned round left to right, and each tap filters x channels.
template <typename T>
void turn(const Conv2d& shape, In<T> kernel, T* turned) {
  for (Index dy = 0; dy < shape.kernel; ++dy) {
    for (Index dx = 0; dx < shape.kernel; ++dx) {
      const Index from = dy * shape.kernel + dx, to = dy * shape.kernel + shape.kernel - 1 - dx;
      const Index size = shape.channels * shape.filters;
      map(Matrix<T>{turned + to * size, shape.filters, shape.channels}) =
          map(kernel.slice(from * shape.channels, shape.channels)).transpose();
    }
  }
}

/// `image` (out_height x out_width x filters) with kernel - 1 pixels more on the left and on the right; those are zero.
template <typename T>
void widen(const Conv2d& shape, const T* image, T* wide) {
  const Index border = (shape.kernel - 1) * shape.filters, row = shape.out_width() * shape.filters;
  for (Index y = 0; y < shape.out_height(); ++y, image += row) {
    wide = std::fill_n(wide, border, T{0});
    wide = std::copy_n(image, row, wide);
    wide = std::fill_n(wide, border, T{0});
  }
}

/// d_kernel += what one image adds: row by row of `d_image`, the transposed windows times its pixels.
template <typename T>
void add_to_kernel(const Conv2d& shape, const T* image, const T* d_image, Matrix<T> d_kernel) {
  const Index filters = shape.filters;
  const T* const end = d_image + shape.out_height() * shape.out_width() * filters;
  for (Index dy = 0; dy < shape.kernel; ++dy) {
    T* const slab = &d_kernel(dy * stretch(shape), 0);
    for_each_tile<T>(stretch(shape), filters, [&](auto block, Index row, Index column) {
      Tile tile(block);
      tile.load(slab + row * filters + column, filters);
      for (Index y = 0; y < shape.out_height(); ++y) {
        const T* const from = image + (y + dy) * shape.width * shape.channels + row;
        const T* const pixels = d_image + y * shape.out_width() * filters + column;
        tile.add({from, 1, shape.channels}, {pixels, filters, end}, shape.out_width());
      }
      tile.store(slab + row * filters + column, filters);
    });
  }
}

/// The derivative by one image: a convolution of the widened `d_out` with the turned kernel, above and below as far as
/// there is something.
template <typename T>
void derive_image(const Conv2d& shape, const T* wide, const T* turned, T* d_image) {
  const Index channels = shape.channels, wide_row = (shape.width + shape.kernel - 1) * shape.filters;
  const Index depth = shape.kernel * shape.filters;
  const T* const end = turned + shape.kernel * depth * channels;
  for (Index y = 0; y < shape.height; ++y) {
    const Index first = std::max<Index>(0, y - shape.out_height() + 1), last = std::min(y, shape.kernel - 1);
    for_each_tile<T>(shape.width, channels, [&](auto block, Index x, Index column) {
      Tile tile(block);
      tile.zero();
      for (Index dy = first; dy <= last; ++dy) {
        const T* const from = wide + (y - dy) * wide_row + x * shape.filters;
        tile.add({from, shape.filters, 1}, {turned + dy * depth * channels + column, channels, end}, depth);
      }
      tile.store(d_image + (y * shape.width + x) * channels + column, channels);
    });
  }
}

}  // namespace

template <typename T>
void conv2d(const Conv2d& shape, In<T> in, In<T> kernel, InRow<T> bias, Matrix<T> out) {
  const Index filters = shape.filters;
  for (Index n = 0; n < in.rows; ++n) {
    for (Index y = 0; y < shape.out_height(); ++y) {
      for_each_tile<T>(shape.out_width(), filters, [&](auto block, Index x, Index column) {
        Tile tile(block);
        tile.fill(bias.data() + column);
        for (Index dy = 0; dy < shape.kernel; ++dy) {
          const T* const from = &in(n, ((y + dy) * shape.width + x) * shape.channels);
          const T* const weights = &kernel(dy * stretch(shape), column);
          tile.add({from, shape.channels, 1}, {weights, filters, kernel.data + kernel.size()}, stretch(shape));
        }
        tile.store(&out(n, (y * shape.out_width() + x) * filters + column), filters);
      });
    }
  }
}

template <typename T>
void conv2d_backward(const Conv2d& shape, In<T> in, In<T> kernel, In<T> d_out, Matrix<T> d_kernel, std::span<T> d_bias,
                     std::span<T> scratch, Matrix<T> d_in) {
  assert(static_cast<Index>(scratch.size()) >= conv2d_scratch_size(shape));
  T* const turned = scratch.data();
  T* const wide = turned + kernel.size();
  std::ranges::fill(d_kernel.values(), T{0});
  std::ranges::fill(d_bias, T{0});
  if (d_in.data != nullptr) turn(shape, kernel, turned);
  for (Index n = 0; n < in.rows; ++n) {
    add_to_kernel(shape, &in(n, 0), &d_out(n, 0), d_kernel);
    const In<T> d_pixels = {&d_out(n, 0), shape.out_height() * shape.out_width(), shape.filters};
    map(d_bias) += map(d_pixels).colwise().sum();
    if (d_in.data == nullptr) continue;
    widen(shape, &d_out(n, 0), wide);
    derive_image(shape, wide, turned, &d_in(n, 0));
  }
}

template void conv2d(const Conv2d&, In<float>, In<float>, InRow<float>, Matrix<float>);
template void conv2d(const Conv2d&, In<double>, In<double>, InRow<double>, Matrix<double>);
template void conv2d_backward(const Conv2d&, In<float>, In<float>, In<float>, Matrix<float>, std::span<float>,
                              std::span<float>, Matrix<float>);
template void conv2d_backward(const Conv2d&, In<double>, In<double>, In<double>, Matrix<double>, std::span<double>,
                              std::span<double>, Matrix<double>);

}  // namespace trackmeet::nn
