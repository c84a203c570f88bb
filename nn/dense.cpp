// SPDX-License-Identifier: Apache-2.0
#include "nn/dense.hpp"

#include <algorithm>

#include "nn/product.hpp"
#include "nn/row_product.hpp"
#include "nn/tile.hpp"

namespace trackmeet::nn {
namespace {

/// Weights of so many bytes stay in the level-2 cache while all rows of x go by, tile by tile.
inline constexpr Index small_weights = Index{512} << 10;
/// Rows of x and dy that stay there together with a part of dW.
inline constexpr Index rows_at_a_time = 128;

template <typename T>
void dense_in_tiles(Matrix<const T> x, Matrix<const T> weight, std::span<const T> bias, Matrix<T> y) {
  const T* const end = weight.data + weight.size();
  for_each_tile<T>(y.rows, y.columns, [&](auto shape, Index row, Index column) {
    Tile tile(shape);
    tile.fill(bias.data() + column);
    tile.add({&x(row, 0), x.columns, 1}, {weight.data + column, weight.columns, end}, x.columns);
    tile.store(&y(row, column), y.columns);
  });
}

/// d_weight = x^T dy.
template <typename T>
void derive_weight(Matrix<const T> x, Matrix<const T> dy, Matrix<T> d_weight) {
  const T* const end = dy.data + dy.size();
  Index first = 0;
  do {
    const Index depth = std::min(rows_at_a_time, x.rows - first);
    for_each_tile<T>(d_weight.rows, d_weight.columns, [&](auto shape, Index row, Index column) {
      Tile tile(shape);
      if (first == 0)
        tile.zero();
      else
        tile.load(&d_weight(row, column), d_weight.columns);
      tile.add({&x(first, row), 1, x.columns}, {&dy(first, column), dy.columns, end}, depth);
      tile.store(&d_weight(row, column), d_weight.columns);
    });
    first += depth;
  } while (first < x.rows);
}

}  // namespace

template <typename T>
void dense(In<T> x, In<T> weight, InRow<T> bias, Matrix<T> y) {
  if (x.rows > 1 && weight.size() * Index{sizeof(T)} <= small_weights) return dense_in_tiles(x, weight, bias, y);
  map(y).rowwise() = map(bias);
  x.rows == 1 ? add_row_product(x.row(0), weight, y.row(0)) : add_product(x, weight, y);
}

template <typename T>
void dense_backward(In<T> x, In<T> weight, In<T> dy, Matrix<T> d_weight, std::span<T> d_bias, Matrix<T> dx) {
  derive_weight(x, dy, d_weight);
  map(d_bias) = map(dy).colwise().sum();
  if (dx.data != nullptr) map(dx).noalias() = map(dy) * map(weight).transpose();
}

template void dense(In<float>, In<float>, InRow<float>, Matrix<float>);
template void dense(In<double>, In<double>, InRow<double>, Matrix<double>);
template void dense_backward(In<float>, In<float>, In<float>, Matrix<float>, std::span<float>, Matrix<float>);
template void dense_backward(In<double>, In<double>, In<double>, Matrix<double>, std::span<double>, Matrix<double>);

}  // namespace trackmeet::nn
