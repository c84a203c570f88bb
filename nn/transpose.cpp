// SPDX-License-Identifier: Apache-2.0
#include "nn/transpose.hpp"

#include "nn/packet.hpp"

namespace trackmeet::nn {
namespace {

/// The square of one packet's width at (i, j) of `in`.
template <typename T>
void transpose_square(Strided<const T> in, Strided<T> out, Index i, Index j) {
  constexpr int size = packet_size<T>;
  const T* const from = &in(i, j);
  T* const to = &out(j, i);
  Eigen::internal::PacketBlock<Packet<T>, size> square;
  for (int k = 0; k < size; ++k) square.packet[k] = Eigen::internal::ploadu<Packet<T>>(from + k * in.row_stride);
  Eigen::internal::ptranspose(square);
  for (int k = 0; k < size; ++k) Eigen::internal::pstoreu(to + k * out.row_stride, square.packet[k]);
}

/// Rows and columns of a tile: of float, that of `in` and that of `out` lie in the level-1 cache together.
constexpr Index tile = 64;

template <typename T>
void transpose_tile(Strided<const T> in, Strided<T> out, Index top, Index left) {
  constexpr Index size = packet_size<T>;
  const Index height = std::min(tile, in.rows - top), width = std::min(tile, in.columns - left);
  const Index rows = top + height - height % size, columns = left + width - width % size;
  for (Index i = top; i < rows; i += size) {
    for (Index j = left; j < columns; j += size) transpose_square<T>(in, out, i, j);
  }
  for (Index i = top; i < top + height; ++i) {  // what is left of the squares
    const T* const from = in.data + i * in.row_stride;
    T* const to = out.data + i;
    for (Index j = i < rows ? columns : left; j < left + width; ++j) to[j * out.row_stride] = from[j];
  }
}

}  // namespace

template <typename T>
void transpose(std::type_identity_t<Strided<const T>> in, Strided<T> out) {
  assert(in.rows == out.columns && in.columns == out.rows && in.column_stride == 1 && out.column_stride == 1);
  for (Index top = 0; top < in.rows; top += tile) {
    for (Index left = 0; left < in.columns; left += tile) transpose_tile<T>(in, out, top, left);
  }
}

template void transpose(Strided<const float>, Strided<float>);
template void transpose(Strided<const double>, Strided<double>);

}  // namespace trackmeet::nn
