// SPDX-License-Identifier: Apache-2.0
#include "nn/row_product.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>

#include "nn/packet.hpp"

namespace trackmeet::nn {
namespace {

using namespace Eigen::internal;

inline constexpr int independent_sums = 8;  ///< enough to keep two units busy that take four cycles for a multiply-add
inline constexpr Index most_listed = 512;   ///< rows of W that are chosen at a time
/// To choose a row takes as long as so many multiply-adds.
inline constexpr Index cost_of_choice = 32;

/// Which rows of W to add: all of `count`, or those that a list names, in ascending order.
struct AllRows {
  Index count;
  Index operator[](Index i) const { return i; }
};
struct ListedRows {
  Index count;
  const std::uint16_t* rows;
  Index operator[](Index i) const { return rows[i]; }
};

/// Adds to `packets` packets of `out`. Fewer packets than independent sums are summed up in several parts.
template <int packets, typename T, typename Rows>
EIGEN_ALWAYS_INLINE void add_columns(const T* x, const T* weight, Index stride, Rows rows, T* out) {
  constexpr int parts = independent_sums / packets, size = packet_size<T>;
  Packet<T> sums[parts][packets];
  const auto add = [&](int part, Index row) {
    const Packet<T> factor = pset1<Packet<T>>(x[row]);
    const T* const from = weight + row * stride;
#pragma GCC unroll 8
    for (int p = 0; p < packets; ++p) {
      sums[part][p] = pmadd(factor, ploadu<Packet<T>>(from + p * size), sums[part][p]);
    }
  };
#pragma GCC unroll 8
  for (int part = 0; part < parts; ++part) {
#pragma GCC unroll 8
    for (int p = 0; p < packets; ++p) sums[part][p] = pset1<Packet<T>>(T{0});
  }
  Index i = 0;
  for (; i + parts <= rows.count; i += parts) {
#pragma GCC unroll 8
    for (int part = 0; part < parts; ++part) add(part, rows[i + part]);
  }
  for (; i < rows.count; ++i) add(0, rows[i]);
#pragma GCC unroll 8
  for (int p = 0; p < packets; ++p) {
    Packet<T> sum = ploadu<Packet<T>>(out + p * size);
#pragma GCC unroll 8
    for (int part = 0; part < parts; ++part) sum = padd(sum, sums[part][p]);
    pstoreu(out + p * size, sum);
  }
}

/// The last columns of W, fewer than a packet has: reads whole packets, except of rows from which that would lead
/// beyond the end of W.
template <typename T, typename Rows>
void add_last_columns(const T* x, const T* weight, Index stride, Rows rows, Index readable_rows, std::span<T> out) {
  std::array<T, packet_size<T>> sums{};
  const Index columns = static_cast<Index>(out.size());
  for (; rows.count > 0 && rows[rows.count - 1] >= readable_rows; --rows.count) {
    const Index row = rows[rows.count - 1];
    for (Index c = 0; c < columns; ++c) sums[static_cast<std::size_t>(c)] += x[row] * weight[row * stride + c];
  }
  add_columns<1>(x, weight, stride, rows, sums.data());
  for (std::size_t c = 0; c < out.size(); ++c) out[c] += sums[c];
}

template <typename T, typename Rows>
void add_rows(const T* x, Matrix<const T> weight, Rows rows, std::span<T> out) {
  constexpr Index size = packet_size<T>;
  const Index stride = weight.columns;
  Index column = 0;
  for (; column + 8 * size <= stride; column += 8 * size) {
    add_columns<8>(x, weight.data + column, stride, rows, out.data() + column);
  }
  for (; column + 2 * size <= stride; column += 2 * size) {
    add_columns<2>(x, weight.data + column, stride, rows, out.data() + column);
  }
  for (; column + size <= stride; column += size) {
    add_columns<1>(x, weight.data + column, stride, rows, out.data() + column);
  }
  if (column == stride) return;
  const Index readable = weight.size() - column - size;
  add_last_columns(x, weight.data + column, stride, rows, readable < 0 ? 0 : readable / stride + 1,
                   out.subspan(static_cast<std::size_t>(column)));
}

}  // namespace

template <typename T>
void add_row_product(InRow<T> x, In<T> weight, std::span<T> out) {
  assert(static_cast<Index>(x.size()) == weight.rows && static_cast<Index>(out.size()) == weight.columns);
  Index zeros = 0;
  for (const T value : x) zeros += value == 0 ? 1 : 0;
  if (zeros * weight.columns <= cost_of_choice * weight.rows)
    return add_rows(x.data(), weight, AllRows{weight.rows}, out);
  std::array<std::uint16_t, most_listed> list;
  for (Index first = 0; first < weight.rows; first += most_listed) {
    const Index rows = std::min(most_listed, weight.rows - first);
    const T* const part = x.data() + first;
    Index count = 0;
    for (Index i = 0; i < rows; ++i) {
      list[static_cast<std::size_t>(count)] = static_cast<std::uint16_t>(i);
      count += part[i] != 0 ? 1 : 0;
    }
    add_rows(part, weight.slice(first, rows), ListedRows{count, list.data()}, out);
  }
}

template void add_row_product(InRow<float>, In<float>, std::span<float>);
template void add_row_product(InRow<double>, In<double>, std::span<double>);

}  // namespace trackmeet::nn
