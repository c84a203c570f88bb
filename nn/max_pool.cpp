// SPDX-License-Identifier: Apache-2.0
#include "nn/max_pool.hpp"

#include <algorithm>

#include "nn/packet.hpp"

namespace trackmeet::nn {
namespace {

using namespace Eigen::internal;

/// Where one square lies: its first pixel in the larger image, its own in the smaller one.
struct Square {
  Index large, small;
};

template <typename F>
EIGEN_ALWAYS_INLINE void for_each_square(const MaxPool& shape, F&& f) {
  for (Index y = 0, small = 0; y < shape.out_height(); ++y) {
    for (Index x = 0; x < shape.out_width(); ++x, ++small) {
      f(Square{(y * shape.width + x) * shape.size * shape.channels, small * shape.channels});
    }
  }
}

/// Calls f(offset) for each pixel of a square, relative to the first.
template <typename F>
EIGEN_ALWAYS_INLINE void for_each_pixel(const MaxPool& shape, F&& f) {
  for (Index dy = 0; dy < shape.size; ++dy) {
    for (Index dx = 0; dx < shape.size; ++dx) f((dy * shape.width + dx) * shape.channels);
  }
}

/// The channels from `c` on that `P` holds, a packet or a scalar.
template <typename P, typename T>
EIGEN_ALWAYS_INLINE void pool(const MaxPool& shape, const T* large, T* small) {
  P greatest = ploadu<P>(large);
  for_each_pixel(shape, [&](Index offset) { greatest = pmax(greatest, ploadu<P>(large + offset)); });
  pstoreu(small, greatest);
}

template <typename P, typename T>
EIGEN_ALWAYS_INLINE void pool_backward(const MaxPool& shape, const T* large, const T* small, const T* d_small,
                                       T* d_large) {
  const P greatest = ploadu<P>(small);
  P left = ploadu<P>(d_small);
  for_each_pixel(shape, [&](Index offset) {
    const P takes = pcmp_eq(ploadu<P>(large + offset), greatest);
    pstoreu(d_large + offset, pand(takes, left));
    left = pandnot(left, takes);
  });
}

/// Calls f(c, packet or scalar) until all channels have had their turn.
template <typename T, typename F>
EIGEN_ALWAYS_INLINE void for_channels(Index channels, F&& f) {
  Index c = 0;
  for (; c + packet_size<T> <= channels; c += packet_size<T>) f(c, Packet<T>{});
  for (; c < channels; ++c) f(c, T{});
}

}  // namespace

template <typename T>
void max_pool(const MaxPool& shape, In<T> in, Matrix<T> out) {
  for (Index n = 0; n < in.rows; ++n) {
    for_each_square(shape, [&](Square square) {
      for_channels<T>(shape.channels, [&](Index c, auto packet) {
        pool<decltype(packet)>(shape, &in(n, square.large + c), &out(n, square.small + c));
      });
    });
  }
}

template <typename T>
void max_pool_backward(const MaxPool& shape, In<T> in, In<T> out, In<T> d_out, Matrix<T> d_in) {
  if (shape.height % shape.size != 0 || shape.width % shape.size != 0) std::ranges::fill(d_in.values(), T{0});
  for (Index n = 0; n < in.rows; ++n) {
    for_each_square(shape, [&](Square square) {
      for_channels<T>(shape.channels, [&](Index c, auto packet) {
        pool_backward<decltype(packet)>(shape, &in(n, square.large + c), &out(n, square.small + c),
                                        &d_out(n, square.small + c), &d_in(n, square.large + c));
      });
    });
  }
}

template void max_pool(const MaxPool&, In<float>, Matrix<float>);
template void max_pool(const MaxPool&, In<double>, Matrix<double>);
template void max_pool_backward(const MaxPool&, In<float>, In<float>, In<float>, Matrix<float>);
template void max_pool_backward(const MaxPool&, In<double>, In<double>, In<double>, Matrix<double>);

}  // namespace trackmeet::nn
