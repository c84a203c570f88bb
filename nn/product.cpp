// SPDX-License-Identifier: Apache-2.0
// The product is cut three times. Tiles of `out` are summed in registers, a tile needing as many rows of `a` and as
// many vectors of `b` as keep every multiply-add unit busy. A column of tiles shares a panel of `b`, which is as deep
// as fits the level-1 cache; the slice of `a` beside it stays in the level-2 cache. Where many tiles go through a panel
// it is copied together first, so that it takes few pages and no two of its rows fall on one place of the cache. (K.
// Goto, R. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34(3), 2008, with `a` left where
// it lies, since its rows are read forwards.)
#include "nn/product.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "nn/eigen.hpp"

namespace trackmeet::nn {
namespace {

template <typename T>
using Packet = typename Eigen::internal::packet_traits<T>::type;
template <typename T>
inline constexpr Index lanes = Eigen::internal::packet_traits<T>::size;  ///< entries in a vector register

/// A whole tile takes 24 of 32 registers for its sums, or 12 of 16: enough independent sums to hide the latency of a
/// multiply-add, and a few registers left for what is read.
inline constexpr int tile_rows = EIGEN_ARCH_DEFAULT_NUMBER_OF_REGISTERS >= 32 ? 8 : 4;
inline constexpr int tile_vectors = 3;
template <typename T>
inline constexpr Index panel_columns = tile_vectors* lanes<T>;
inline constexpr Index panel_depth = 192;  ///< with 48 columns of float 36 KiB; 128 to 384 differ by 5 % at most
inline constexpr Index rows_worth_a_copy = 128;

/// Where a tile begins in each matrix. `stride`: from row to row. `depth`: how many products go into each sum.
template <typename T>
struct Place {
  const T* a;
  Index a_stride;
  const T* b;
  Index b_stride;
  Index depth;
  T* out;
  Index out_stride;
  Index columns;  ///< of the tile that are wanted; `b` can be read up to whole vectors
  bool add;       ///< to what is in `out`
};

/// Hands `store(row, vector, sum)` the sums of one tile.
template <int rows, int vectors, typename T, typename Store>
[[gnu::always_inline]] inline void sum_up(const Place<T>& place, Store store) {
  using namespace Eigen::internal;
  std::array<std::array<Packet<T>, vectors>, rows> sums;
  for (auto& row : sums) row.fill(pset1<Packet<T>>(T{0}));
  const T* b = place.b;
  for (Index k = 0; k < place.depth; ++k, b += place.b_stride) {
    std::array<Packet<T>, vectors> factors;
#pragma GCC unroll 8
    for (std::size_t v = 0; v < vectors; ++v) factors[v] = ploadu<Packet<T>>(b + static_cast<Index>(v) * lanes<T>);
#pragma GCC unroll 8
    for (std::size_t r = 0; r < rows; ++r) {
      const Packet<T> factor = pset1<Packet<T>>(place.a[static_cast<Index>(r) * place.a_stride + k]);
#pragma GCC unroll 8
      for (std::size_t v = 0; v < vectors; ++v) sums[r][v] = pmadd(factor, factors[v], sums[r][v]);
    }
  }
#pragma GCC unroll 8
  for (std::size_t r = 0; r < rows; ++r) {
#pragma GCC unroll 8
    for (std::size_t v = 0; v < vectors; ++v) store(static_cast<Index>(r), static_cast<Index>(v), sums[r][v]);
  }
}

template <int rows, int vectors, typename T>
void tile(const Place<T>& place) {
  using namespace Eigen::internal;
  if (place.columns == vectors * lanes<T>) {
    sum_up<rows, vectors>(place, [&place](Index r, Index v, const Packet<T>& sum) {
      T* const to = place.out + r * place.out_stride + v * lanes<T>;
      pstoreu(to, place.add ? padd(ploadu<Packet<T>>(to), sum) : sum);
    });
    return;
  }
  std::array<T, rows * vectors * lanes<T>> whole;
  sum_up<rows, vectors>(place, [&whole](Index r, Index v, const Packet<T>& sum) {
    pstoreu(whole.data() + (r * vectors + v) * lanes<T>, sum);
  });
  for (Index r = 0; r < rows; ++r) {
    const T* const from = whole.data() + r * vectors * lanes<T>;
    T* const to = place.out + r * place.out_stride;
    for (Index j = 0; j < place.columns; ++j) to[j] = place.add ? to[j] + from[j] : from[j];
  }
}

/// All tiles below each other that use one panel.
template <int vectors, typename T>
void tiles(Place<T> place, Index rows) {
  constexpr auto of_height = []<int... less>(std::integer_sequence<int, less...>) {
    return std::array{tile<less + 1, vectors, T>...};
  }
  (std::make_integer_sequence<int, tile_rows>{});
  while (rows > 0) {
    const Index height = std::min<Index>(rows, tile_rows);
    of_height[static_cast<std::size_t>(height - 1)](place);
    place.a += height * place.a_stride;
    place.out += height * place.out_stride;
    rows -= height;
  }
}

/// Copies the panel together, in rows of `columns` filled up with zeros.
template <typename T>
void copy_panel(Place<T>& place, Index columns, T* to) {
  for (Index k = 0; k < place.depth; ++k) {
    const T* const from = place.b + k * place.b_stride;
    if (place.columns == panel_columns<T>) {
      for (Index j = 0; j < panel_columns<T>; ++j) to[k * panel_columns<T> + j] = from[j];
      continue;
    }
    std::fill(std::copy_n(from, place.columns, to + k * columns), to + (k + 1) * columns, T{0});
  }
  place.b = to;
  place.b_stride = columns;
}

template <typename T>
void multiply_panels(Matrix<const T> a, Matrix<const T> b, Matrix<T> out, bool add) {
  alignas(64) std::array<T, static_cast<std::size_t>(panel_depth * panel_columns<T>)> copy;
  for (Index top = 0; top < b.rows; top += panel_depth) {
    const Index depth = std::min(panel_depth, b.rows - top);
    for (Index left = 0; left < b.columns; left += panel_columns<T>) {
      const Index columns = std::min(panel_columns<T>, b.columns - left);
      const Index vectors = (columns + lanes<T> - 1) / lanes<T>;
      Place<T> place{a.data + top,    a.columns,   &b(top, left), b.columns,     depth,
                     out.data + left, out.columns, columns,       add || top > 0};
      if (a.rows > rows_worth_a_copy || columns % lanes<T> != 0) copy_panel(place, vectors * lanes<T>, copy.data());
      if (vectors == 3) tiles<3>(place, a.rows);
      if (vectors == 2) tiles<2>(place, a.rows);
      if (vectors == 1) tiles<1>(place, a.rows);
    }
  }
}

}  // namespace

template <typename T>
void multiply(In<T> a, In<T> b, Matrix<T> out) {
  if (b.rows == 0) std::ranges::fill(out.values(), T{0});
  multiply_panels<T>(a, b, out, false);
}

template <typename T>
void add_product(In<T> a, In<T> b, Matrix<T> out) {
  multiply_panels<T>(a, b, out, true);
}

template void multiply(In<float>, In<float>, Matrix<float>);
template void multiply(In<double>, In<double>, Matrix<double>);
template void add_product(In<float>, In<float>, Matrix<float>);
template void add_product(In<double>, In<double>, Matrix<double>);

}  // namespace trackmeet::nn
