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
  Index columns;  ///< of the tile that are wanted
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
    if (place.add) {  // while the sums are made, what they are added to comes near
      for (Index r = 0; r < rows; ++r) {
        for (Index v = 0; v < vectors; ++v) __builtin_prefetch(place.out + r * place.out_stride + v * lanes<T>, 1);
      }
    }
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

/// Copies the panel together, `vectors` to a row. What is read beyond the wanted columns is the next row's and does no
/// harm, as its sums are left out; `end`, where `b` ends, is not passed.
template <int vectors, typename T>
void copy_panel(Place<T>& place, const T* end, T* copy) {
  constexpr Index columns = vectors * lanes<T>;
  const T* from = place.b;
  T* to = copy;
  for (Index k = 0; k < place.depth; ++k, from += place.b_stride, to += columns) {
    if (end - from >= columns) {
      for (Index j = 0; j < columns; ++j) to[j] = from[j];
    } else {
      for (Index j = 0; j < columns; ++j) to[j] = j < place.columns ? from[j] : T{0};
    }
  }
  place.b = copy;
  place.b_stride = columns;
}

template <int vectors, typename T>
void multiply_panel(Place<T> place, Index rows, const T* end) {
  alignas(64) std::array<T, static_cast<std::size_t>(panel_depth * vectors * lanes<T>)> copy;
  if (rows > rows_worth_a_copy || place.columns != vectors * lanes<T>) copy_panel<vectors>(place, end, copy.data());
  tiles<vectors>(place, rows);
}

template <typename T>
void multiply_panels(Matrix<const T> a, Matrix<const T> b, Matrix<T> out, bool add) {
  const Index all_vectors = (b.columns + lanes<T> - 1) / lanes<T>;
  const Index panels = (all_vectors + tile_vectors - 1) / tile_vectors;
  const T* const end = b.data + b.size();
  for (Index top = 0; top < b.rows; top += panel_depth) {
    const Index depth = std::min(panel_depth, b.rows - top);
    for (Index panel = 0, left = 0; panel < panels; ++panel) {
      const Index vectors = (all_vectors + panels - 1 - panel) / panels;  // 7 as 3 + 2 + 2
      const Index columns = std::min(vectors * lanes<T>, b.columns - left);
      const Place<T> place{a.data + top,    a.columns,   &b(top, left), b.columns,     depth,
                           out.data + left, out.columns, columns,       add || top > 0};
      if (vectors == 3) multiply_panel<3>(place, a.rows, end);
      if (vectors == 2) multiply_panel<2>(place, a.rows, end);
      if (vectors == 1) multiply_panel<1>(place, a.rows, end);
      left += columns;
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
