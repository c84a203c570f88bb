// SPDX-License-Identifier: Apache-2.0
#include "nn/transpose.hpp"

#include "nn/packet.hpp"

namespace trackmeet::nn {
namespace {

/// The square of one packet's width at (i, j) of `in`.
template <typename T>
void transpose_square(Strided<const T> in, Strided<T> out, Index i, Index j) {
  constexpr int size = packet_size<T>;
  Eigen::internal::PacketBlock<Packet<T>, size> square;
  for (int k = 0; k < size; ++k) square.packet[k] = Eigen::internal::ploadu<Packet<T>>(&in(i + k, j));
  Eigen::internal::ptranspose(square);
  for (int k = 0; k < size; ++k) Eigen::internal::pstoreu(&out(j + k, i), square.packet[k]);
}

}  // namespace

template <typename T>
void transpose(std::type_identity_t<Strided<const T>> in, Strided<T> out) {
  assert(in.rows == out.columns && in.columns == out.rows && in.column_stride == 1 && out.column_stride == 1);
  constexpr Index size = packet_size<T>;
  const Index rows = in.rows - in.rows % size;
  const Index columns = in.columns - in.columns % size;
  for (Index i = 0; i < rows; i += size) {
    for (Index j = 0; j < columns; j += size) transpose_square<T>(in, out, i, j);
  }
  for (Index i = 0; i < in.rows; ++i) {  // what is left of the squares
    for (Index j = i < rows ? columns : 0; j < in.columns; ++j) out(j, i) = in(i, j);
  }
}

template void transpose(Strided<const float>, Strided<float>);
template void transpose(Strided<const double>, Strided<double>);

}  // namespace trackmeet::nn
