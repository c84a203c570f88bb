// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>

#include "suites/tensor_ops/matmul_ops.hpp"
#include "suites/tensor_ops/tensor.hpp"

namespace trackmeet::suites::tensor_ops {

/// A two-dimensional convolution of one image with stride 1 and a border of zeros that keeps its size. What is called
/// convolution in neural networks: the kernel is not turned round. nn::conv2d is another operation: channels innermost,
/// no border.
///
/// input: in_channels x (height * width); kernels: out_channels x (in_channels * kernel * kernel); output: out_channels
/// x (height * width).
struct Convolution {
  Index in_channels = 0;
  Index out_channels = 0;
  Index height = 0;
  Index width = 0;
  Index kernel = 3;  ///< its height and width, odd

  Index border() const { return kernel / 2; }
  Index pixels() const { return height * width; }
  Index taps() const { return in_channels * kernel * kernel; }
  Index padded_height() const { return height + 2 * border(); }
  Index padded_width() const { return width + 2 * border(); }
};

/// Copies `input` into the middle of `padded`, which is in_channels x (padded_height * padded_width) and zero at its
/// border.
inline void pad(const Convolution& shape, ConstView input, View padded) {
  for (Index channel = 0; channel < shape.in_channels; ++channel) {
    for (Index y = 0; y < shape.height; ++y) {
      const float* const from = place(input, channel, y * shape.width);
      std::copy_n(from, shape.width,
                  place(padded, channel, (y + shape.border()) * shape.padded_width() + shape.border()));
    }
  }
}

/// By one matrix product, after each tap's shifted image was written out as a row of `patches`, which is taps x (height
/// * width). Needs `padded` as for `pad`.
inline void convolve_im2col(const Convolution& shape, ConstView input, ConstView kernels, View padded, View patches,
                            View out) {
  pad(shape, input, padded);
  Index tap = 0;
  for (Index channel = 0; channel < shape.in_channels; ++channel) {
    for (Index dy = 0; dy < shape.kernel; ++dy) {
      for (Index dx = 0; dx < shape.kernel; ++dx, ++tap) {
        for (Index y = 0; y < shape.height; ++y) {
          std::copy_n(place(padded, channel, (y + dy) * shape.padded_width() + dx), shape.width,
                      place(patches, tap, y * shape.width));
        }
      }
    }
  }
  multiply(kernels, read_only(patches), out);
}

namespace detail {

/// `Channels` output channels of `Pixels` neighbours in a row, from output channel `first` and place (y, x) on: all
/// sums stay in registers.
template <int Channels, int Pixels>
void convolve_block(const Convolution& shape, ConstView kernels, View padded, Index first, Index y, Index x, View out) {
  using Strip = Eigen::Array<float, Pixels, 1>;
  std::array<Strip, Channels> sums;
  for (Strip& sum : sums) sum.setZero();
  const float* weight = place(kernels, first, 0);
  for (Index channel = 0; channel < shape.in_channels; ++channel) {
    for (Index dy = 0; dy < shape.kernel; ++dy) {
      const float* from = place(padded, channel, (y + dy) * shape.padded_width() + x);
      for (Index dx = 0; dx < shape.kernel; ++dx, ++from, ++weight) {
        const Strip strip = Eigen::Map<const Strip>(from);
        for (int c = 0; c < Channels; ++c) sums[static_cast<std::size_t>(c)] += weight[c * shape.taps()] * strip;
      }
    }
  }
  for (int c = 0; c < Channels; ++c) {
    Eigen::Map<Strip>(place(out, first + c, y * shape.width + x)) = sums[static_cast<std::size_t>(c)];
  }
}

/// One row of `Channels` output channels: in strips as wide as two vector registers, then pixel by pixel.
template <int Channels>
void convolve_row(const Convolution& shape, ConstView kernels, View padded, Index first, Index y, View out) {
  constexpr int strip = 2 * Eigen::internal::packet_traits<float>::size;
  const Index left = shape.width % strip;
  const Index strips_end = shape.width - left;
  for (Index x = 0; x < strips_end; x += strip)
    convolve_block<Channels, strip>(shape, kernels, padded, first, y, x, out);
  for (Index i = 0; i < left; ++i) convolve_block<Channels, 1>(shape, kernels, padded, first, y, strips_end + i, out);
}

}  // namespace detail

/// Straight from the definition, blocked so that a block of the output is summed up in registers. Needs `padded` as for
/// `pad`.
inline void convolve_direct(const Convolution& shape, ConstView input, ConstView kernels, View padded, View out) {
  constexpr int block = Eigen::internal::packet_traits<float>::size >= 16 ? 8 : 4;  // AVX-512 has twice the registers
  pad(shape, input, padded);
  Index first = 0;
  for (; first + block <= shape.out_channels; first += block) {
    for (Index y = 0; y < shape.height; ++y) detail::convolve_row<block>(shape, kernels, padded, first, y, out);
  }
  for (; first < shape.out_channels; ++first) {
    for (Index y = 0; y < shape.height; ++y) detail::convolve_row<1>(shape, kernels, padded, first, y, out);
  }
}

}  // namespace trackmeet::suites::tensor_ops
