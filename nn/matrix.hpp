// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <cstddef>
#include <span>
#include <type_traits>

namespace trackmeet::nn {

using Index = std::ptrdiff_t;

/// A view of a row-major matrix without gaps between its rows; owns nothing. Tensors of more dimensions are rows of
/// rows: a batch of images is one image a row, a batch of texts one character a row.
template <typename T>
struct Matrix {
  T* data = nullptr;
  Index rows = 0;
  Index columns = 0;

  T& operator()(Index row, Index column) const { return data[row * columns + column]; }
  Index size() const { return rows * columns; }
  std::span<T> values() const { return {data, static_cast<std::size_t>(size())}; }
  std::span<T> row(Index i) const { return {data + i * columns, static_cast<std::size_t>(columns)}; }
  /// `count` rows from row `first` on.
  Matrix slice(Index first, Index count) const {
    assert(first >= 0 && count >= 0 && first + count <= rows);
    return {data + first * columns, count, columns};
  }
  operator Matrix<const T>() const requires(!std::is_const_v<T>) { return {data, rows, columns}; }
};

/// What a kernel reads. The compiler takes T from what the kernel writes, so that a `Matrix<T>` will do here.
template <typename T>
using In = std::type_identity_t<Matrix<const T>>;
template <typename T>
using InRow = std::type_identity_t<std::span<const T>>;

}  // namespace trackmeet::nn
