// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <utility>

#include "nn/packet.hpp"

/// Small blocks of a matrix product, summed up in registers, from factors that need not be copied or even be matrices:
/// the overlapping windows of a convolution are read where they lie. As nn/eigen.hpp, for the sources of kernels alone.
namespace trackmeet::nn {

/// Sums that a tile may have: what is left of the registers when two packets of the right factor and one entry of the
/// left one have theirs.
inline constexpr int tile_packets = EIGEN_ARCH_DEFAULT_NUMBER_OF_REGISTERS >= 32 ? 24 : 12;

/// The left factor of a product: entry (r, k) lies at data[r * row_step + k * depth_step].
template <typename T>
struct Left {
  const T* data = nullptr;
  Index row_step = 0, depth_step = 0;
};

/// The right factor: entry (k, c) lies at data[k * stride + c]. What lies before `end` may be read, though nothing
/// comes of it.
template <typename T>
struct Right {
  const T* data = nullptr;
  Index stride = 0;
  const T* end = nullptr;
};

/// Whether a tile ends within its last packet.
enum class Edge { none, partial };

/// `rows_` rows of `packets_` packets. With a partial edge, one packet, of which only the first `columns` entries are
/// meant.
template <typename T, int rows_, int packets_, Edge edge_>
struct TileShape {
  Index columns;
};

/// The sums of one block. All of it stays in registers, as long as all that is done with it is done in one function.
template <typename T, int rows, int packets, Edge edge>
class Tile {
  static_assert(edge == Edge::none || packets == 1);
  static constexpr int size = packet_size<T>;

public:
  EIGEN_ALWAYS_INLINE explicit Tile(TileShape<T, rows, packets, edge> shape) : columns_(shape.columns) {}

  EIGEN_ALWAYS_INLINE void zero() {
    for_each_sum([](int, int, Packet<T>& sum) { sum = Eigen::internal::pset1<Packet<T>>(T{0}); });
  }
  EIGEN_ALWAYS_INLINE void load(const T* from, Index stride) {
    for_each_sum([&](int r, int p, Packet<T>& sum) { sum = load_packet(from + r * stride + p * size); });
  }
  /// Sets all rows to `row`.
  EIGEN_ALWAYS_INLINE void fill(const T* row) { load(row, 0); }
  EIGEN_ALWAYS_INLINE void store(T* to, Index stride) {
    for_each_sum([&](int r, int p, Packet<T>& sum) { store_packet(to + r * stride + p * size, sum); });
  }
  /// Adds the sums to what is there. Better than to load that first where it is far away: `fetch` it, make the sums.
  EIGEN_ALWAYS_INLINE void add_to(T* to, Index stride) {
    for_each_sum([&](int r, int p, Packet<T>& sum) {
      T* const at = to + r * stride + p * size;
      store_packet(at, Eigen::internal::padd(load_packet(at), sum));
    });
  }
  EIGEN_ALWAYS_INLINE void fetch(const T* to, Index stride) {
    for_each_sum([&](int r, int p, Packet<T>&) { __builtin_prefetch(to + r * stride + p * size, 1); });
  }

  /// Adds the product of the left factor's first `rows` rows and the right one's first columns, over `depth` entries.
  EIGEN_ALWAYS_INLINE void add(Left<T> left, Right<T> right, Index depth) {
    Index whole = depth;
    if constexpr (edge == Edge::partial) {
      const Index readable = right.end - right.data - size;
      whole = readable < 0 ? 0 : std::min(depth, readable / right.stride + 1);
    }
    std::array<Packet<T>, packets> factors;
    Index k = 0;
    for (; k < whole; ++k, left.data += left.depth_step, right.data += right.stride) {
#pragma GCC unroll 8
      for (int p = 0; p < packets; ++p) factors[p] = Eigen::internal::ploadu<Packet<T>>(right.data + p * size);
      add_outer_product(left, factors);
    }
    if constexpr (edge == Edge::partial) {
      for (; k < depth; ++k, left.data += left.depth_step, right.data += right.stride) {
        factors[0] = load_packet(right.data);
        add_outer_product(left, factors);
      }
    }
  }

private:
  template <typename F>
  EIGEN_ALWAYS_INLINE void for_each_sum(F f) {
#pragma GCC unroll 32
    for (int r = 0; r < rows; ++r) {
#pragma GCC unroll 8
      for (int p = 0; p < packets; ++p) f(r, p, sums_[r][p]);
    }
  }
  EIGEN_ALWAYS_INLINE void add_outer_product(Left<T> left, const std::array<Packet<T>, packets>& factors) {
#pragma GCC unroll 32
    for (int r = 0; r < rows; ++r) {
      const Packet<T> factor = Eigen::internal::pset1<Packet<T>>(left.data[r * left.row_step]);
#pragma GCC unroll 8
      for (int p = 0; p < packets; ++p) sums_[r][p] = Eigen::internal::pmadd(factor, factors[p], sums_[r][p]);
    }
  }
  EIGEN_ALWAYS_INLINE Packet<T> load_packet(const T* from) const {
    if constexpr (edge == Edge::none) return Eigen::internal::ploadu<Packet<T>>(from);
    std::array<T, size> entries;
    for (int i = 0; i < size; ++i) entries[i] = i < columns_ ? from[i] : T{0};
    return Eigen::internal::ploadu<Packet<T>>(entries.data());
  }
  EIGEN_ALWAYS_INLINE void store_packet(T* to, const Packet<T>& packet) const {
    if constexpr (edge == Edge::none) {
      Eigen::internal::pstoreu(to, packet);
    } else {
      std::array<T, size> entries;
      Eigen::internal::pstoreu(entries.data(), packet);
      for (int i = 0; i < size; ++i) {
        if (i < columns_) to[i] = entries[i];
      }
    }
  }

  Packet<T> sums_[rows][packets];
  Index columns_;
};

/// Cuts a matrix of `columns` columns and `rows` rows into tiles and calls f(shape, column) for each.
template <typename T, int rows, int widest, typename F>
EIGEN_ALWAYS_INLINE void for_each_tile_in_rows(Index columns, F&& f) {
  constexpr int size = packet_size<T>;
  Index column = 0;
  for (; column + widest * size <= columns; column += widest * size) {
    f(TileShape<T, rows, widest, Edge::none>{widest * size}, column);
  }
  if constexpr (widest > 1) {
    for (; column + size <= columns; column += size) f(TileShape<T, rows, 1, Edge::none>{size}, column);
  }
  if (column < columns) f(TileShape<T, rows, 1, Edge::partial>{columns - column}, column);
}

/// Cuts a matrix into tiles as large as the registers allow and of rows as even as can be, and calls f(shape, row,
/// column) for each, row of tiles after row of tiles.
template <typename T, typename F>
EIGEN_ALWAYS_INLINE void for_each_tile(Index rows, Index columns, F&& f) {
  constexpr int most = tile_packets / 2;
  Index row = 0;
  for (Index blocks = (rows + most - 1) / most; blocks > 0; --blocks) {
    const Index height = (rows - row + blocks - 1) / blocks;
    [&]<int... less>(std::integer_sequence<int, less...>) {
      const auto tiles_of_height = [&]<int tile_rows>(std::integral_constant<int, tile_rows>) {
        for_each_tile_in_rows<T, tile_rows, 2>(columns, [&](auto shape, Index column) { f(shape, row, column); });
        return true;
      };
      (void)((height == less + 1 && tiles_of_height(std::integral_constant<int, less + 1>{})) || ...);
    }
    (std::make_integer_sequence<int, most>{});
    row += height;
  }
}

}  // namespace trackmeet::nn
