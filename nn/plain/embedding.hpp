// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/matrix.hpp"

namespace trackmeet::nn::plain {

/// As nn::embedding.
template <typename T>
void embedding(In<T> numbers, In<T> token, In<T> position, Index first, Matrix<T> y) {
  for (Index n = 0; n < numbers.rows; ++n) {
    const auto number = static_cast<Index>(numbers(n, 0));
    assert(number >= 0 && number < token.rows);
    const Index place = (first + n) % position.rows;
    for (Index j = 0; j < y.columns; ++j) y(n, j) = token(number, j) + position(place, j);
  }
}

/// As nn::embedding_backward.
template <typename T>
void embedding_backward(In<T> numbers, In<T> dy, Matrix<T> d_token, Matrix<T> d_position) {
  for (T& value : d_token.values()) value = 0;
  for (T& value : d_position.values()) value = 0;
  for (Index n = 0; n < numbers.rows; ++n) {
    const auto number = static_cast<Index>(numbers(n, 0));
    assert(number >= 0 && number < d_token.rows);
    for (Index j = 0; j < dy.columns; ++j) d_token(number, j) += dy(n, j);
    for (Index j = 0; j < dy.columns; ++j) d_position(n % d_position.rows, j) += dy(n, j);
  }
}

}  // namespace trackmeet::nn::plain
