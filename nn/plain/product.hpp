// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/matrix.hpp"

namespace trackmeet::nn::plain {

/// As nn::add_product. The inner loop runs along a row of `b`, so that a compiler can vectorise it.
template <typename T>
void add_product(In<T> a, In<T> b, Matrix<T> out) {
  for (Index i = 0; i < a.rows; ++i) {
    for (Index k = 0; k < a.columns; ++k) {
      for (Index j = 0; j < b.columns; ++j) out(i, j) += a(i, k) * b(k, j);
    }
  }
}

/// As nn::multiply.
template <typename T>
void multiply(In<T> a, In<T> b, Matrix<T> out) {
  for (T& value : out.values()) value = 0;
  plain::add_product(a, b, out);
}

}  // namespace trackmeet::nn::plain
