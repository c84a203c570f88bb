// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>

#include "suites/tensor_ops/tensor.hpp"

namespace trackmeet::suites::tensor_ops {

namespace detail {

using Packet = Eigen::internal::packet_traits<float>::type;
inline constexpr Index lanes = Eigen::internal::packet_traits<float>::size;  ///< floats in a vector register
inline constexpr Index tile = 64;  ///< a tile of each matrix has 16 KiB, so that both lie in the level-1 cache

/// A square of `lanes` x `lanes`, turned round within registers.
inline void transpose_in_registers(const float* from, Index from_stride, float* to, Index to_stride) {
  Eigen::internal::PacketBlock<Packet, lanes> block;
  for (Index i = 0; i < lanes; ++i) block.packet[i] = Eigen::internal::ploadu<Packet>(from + i * from_stride);
  Eigen::internal::ptranspose(block);
  for (Index i = 0; i < lanes; ++i) Eigen::internal::pstoreu(to + i * to_stride, block.packet[i]);
}

}  // namespace detail

/// out(j, i) = a(i, j), tile by tile so that neither side strides through all of its memory at once.
inline void transpose(ConstView a, View out) {
  using detail::lanes;
  for (Index top = 0; top < a.rows(); top += detail::tile) {
    const Index bottom = std::min(top + detail::tile, a.rows());
    for (Index left = 0; left < a.cols(); left += detail::tile) {
      const Index right = std::min(left + detail::tile, a.cols());
      for (Index i = top; i < bottom; i += lanes) {
        for (Index j = left; j < right; j += lanes) {
          if (i + lanes <= bottom && j + lanes <= right) {
            detail::transpose_in_registers(place(a, i, j), a.cols(), place(out, j, i), out.cols());
            continue;
          }
          for (Index row = i; row < std::min(i + lanes, bottom); ++row) {
            for (Index column = j; column < std::min(j + lanes, right); ++column) out(column, row) = a(row, column);
          }
        }
      }
    }
  }
}

/// Row `rows[i]` of `table` as row i of `out`: looking up embeddings. Each index must be a row of `table`.
inline void gather_rows(ConstView table, std::span<const std::int32_t> rows, View out) {
  const auto columns = static_cast<std::size_t>(table.cols());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const float* const from = table.data() + rows[i] * table.cols();
    std::memcpy(out.data() + i * columns, from, columns * sizeof(float));
  }
}

}  // namespace trackmeet::suites::tensor_ops
