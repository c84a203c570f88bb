// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// A view of a matrix with gaps, such as one head's part of all queries: entry (i, j) lies at
/// data[i * row_stride + j * column_stride]. Owns nothing.
template <typename T>
struct Strided {
  T* data = nullptr;
  Index rows = 0;
  Index columns = 0;
  Index row_stride = 0;
  Index column_stride = 1;

  T& operator()(Index row, Index column) const { return data[row * row_stride + column * column_stride]; }
  Strided transposed() const { return {data, columns, rows, column_stride, row_stride}; }
  operator Strided<const T>() const requires(!std::is_const_v<T>) {
    return {data, rows, columns, row_stride, column_stride};
  }
};

/// `columns` columns of a matrix, from column `first` on.
template <typename T>
Strided<T> columns_of(Matrix<T> matrix, Index first, Index columns) {
  return {matrix.data + first, matrix.rows, columns, matrix.columns};
}

template <typename T>
Strided<T> whole(Matrix<T> matrix) {
  return columns_of(matrix, 0, matrix.columns);
}

/// What a product may leave out, i being a row, j a column and k what is summed over.
enum class Triangle {
  none,          ///< nothing
  lower_result,  ///< the result where j lies beyond the `causal_reach` of i
  lower_left,    ///< terms with k > i: there `left` is zero
  upper_left,    ///< terms with k < i: there `left` is zero
};

/// result = factor * left * right. For the small and narrow matrices of attention, where a general product spends its
/// time on copies. Nothing is copied here: the columns of `right` and of `result` must be next to each other
/// (column_stride 1), those of `left` need not.
template <typename T>
void strided_product(std::type_identity_t<Strided<const T>> left, std::type_identity_t<Strided<const T>> right,
                     Strided<T> result, std::type_identity_t<T> factor = 1, Triangle triangle = Triangle::none);

}  // namespace trackmeet::nn
