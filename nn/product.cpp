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

#include "nn/tile.hpp"

namespace trackmeet::nn {
namespace {

/// A whole tile takes 24 of 32 registers for its sums, or 12 of 16: enough independent sums to hide the latency of a
/// multiply-add, and a few registers left for what is read.
inline constexpr int widest_tile = 3;
inline constexpr int tallest_tile = tile_packets / widest_tile;
inline constexpr Index panel_depth = 192;  ///< with 48 columns of float 36 KiB; 128 to 384 differ by 5 % at most
inline constexpr Index rows_worth_a_copy = 128;

/// Where a tile begins in each matrix.
template <typename T>
struct Place {
  Left<T> a;
  Right<T> b;
  Index depth;  ///< how many products go into each sum
  T* out;
  Index out_stride;  ///< from row to row
  Index columns;     ///< of the tile that are wanted
  bool add;          ///< to what is in `out`
};

template <int rows, int packets, typename T>
void multiply_tile(const Place<T>& place) {
  constexpr Index columns = packets * packet_size<T>;
  Tile tile(TileShape<T, rows, packets, Edge::none>{columns});
  if (place.add) tile.fetch(place.out, place.out_stride);
  tile.zero();
  tile.add(place.a, place.b, place.depth);
  if (place.columns == columns) {
    place.add ? tile.add_to(place.out, place.out_stride) : tile.store(place.out, place.out_stride);
    return;
  }
  std::array<T, static_cast<std::size_t>(rows * columns)> sums;
  tile.store(sums.data(), columns);
  for (Index r = 0; r < rows; ++r) {
    const T* const from = sums.data() + r * columns;
    T* const to = place.out + r * place.out_stride;
    for (Index j = 0; j < place.columns; ++j) to[j] = place.add ? to[j] + from[j] : from[j];
  }
}

/// All tiles below each other that use one panel.
template <int packets, typename T>
void multiply_tiles(Place<T> place, Index rows) {
  constexpr auto of_height = []<int... less>(std::integer_sequence<int, less...>) {
    return std::array{multiply_tile<less + 1, packets, T>...};
  }
  (std::make_integer_sequence<int, tallest_tile>{});
  while (rows > 0) {
    const Index height = std::min<Index>(rows, tallest_tile);
    of_height[static_cast<std::size_t>(height - 1)](place);
    place.a.data += height * place.a.row_step;
    place.out += height * place.out_stride;
    rows -= height;
  }
}

/// Copies the panel together, `packets` to a row. What is read beyond the wanted columns is the next row's and does no
/// harm, as its sums are left out.
template <int packets, typename T>
void copy_panel(Place<T>& place, T* copy) {
  constexpr Index columns = packets * packet_size<T>;
  const T* from = place.b.data;
  T* to = copy;
  for (Index k = 0; k < place.depth; ++k, from += place.b.stride, to += columns) {
    if (place.b.end - from >= columns) {
      for (Index j = 0; j < columns; ++j) to[j] = from[j];
    } else {
      for (Index j = 0; j < columns; ++j) to[j] = j < place.columns ? from[j] : T{0};
    }
  }
  place.b = {copy, columns, to};
}

template <int packets, typename T>
void multiply_panel(Place<T> place, Index rows) {
  constexpr Index columns = packets * packet_size<T>;
  alignas(64) std::array<T, static_cast<std::size_t>(panel_depth * columns)> copy;
  if (rows > rows_worth_a_copy || place.columns != columns) copy_panel<packets>(place, copy.data());
  multiply_tiles<packets>(place, rows);
}

template <typename T>
void multiply_panels(Matrix<const T> a, Matrix<const T> b, Matrix<T> out, bool add) {
  constexpr Index size = packet_size<T>;
  const Index all_packets = (b.columns + size - 1) / size;
  const Index panels = (all_packets + widest_tile - 1) / widest_tile;
  const T* const end = b.data + b.size();
  for (Index top = 0; top < b.rows; top += panel_depth) {
    const Index depth = std::min(panel_depth, b.rows - top);
    for (Index panel = 0, left = 0; panel < panels; ++panel) {
      const Index packets = (all_packets + panels - 1 - panel) / panels;  // 7 as 3 + 2 + 2
      const Index columns = std::min(packets * size, b.columns - left);
      const Place<T> place{{a.data + top, a.columns, 1},
                           {&b(top, left), b.columns, end},
                           depth,
                           out.data + left,
                           out.columns,
                           columns,
                           add || top > 0};
      if (packets == 3) multiply_panel<3>(place, a.rows);
      if (packets == 2) multiply_panel<2>(place, a.rows);
      if (packets == 1) multiply_panel<1>(place, a.rows);
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
