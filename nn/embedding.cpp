// SPDX-License-Identifier: Apache-2.0
#include "nn/embedding.hpp"

#include "nn/eigen.hpp"

namespace trackmeet::nn {

template <typename T>
void embedding(In<T> numbers, In<T> token, In<T> position, Index first, Matrix<T> y) {
  Index place = first % position.rows;
  for (Index n = 0; n < numbers.rows; ++n) {
    const auto number = static_cast<Index>(numbers(n, 0));
    assert(number >= 0 && number < token.rows);
    const T* const meaning = &token(number, 0);
    const T* const location = &position(place, 0);
    T* const out = &y(n, 0);
    for (Index j = 0; j < y.columns; ++j) out[j] = meaning[j] + location[j];  // as fast as memory is
    if (++place == position.rows) place = 0;
  }
}

template <typename T>
void embedding_backward(In<T> numbers, In<T> dy, Matrix<T> d_token, Matrix<T> d_position) {
  map(d_token).setZero();
  map(d_position).setZero();
  for (Index n = 0; n < numbers.rows; ++n) {
    const auto number = static_cast<Index>(numbers(n, 0));
    assert(number >= 0 && number < d_token.rows);
    map(d_token.row(number)) += map(dy.row(n));
    map(d_position.row(n % d_position.rows)) += map(dy.row(n));
  }
}

template void embedding(In<float>, In<float>, In<float>, Index, Matrix<float>);
template void embedding(In<double>, In<double>, In<double>, Index, Matrix<double>);
template void embedding_backward(In<float>, In<float>, Matrix<float>, Matrix<float>);
template void embedding_backward(In<double>, In<double>, Matrix<double>, Matrix<double>);

}  // namespace trackmeet::nn
