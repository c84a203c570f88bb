// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// Row n of y = token[numbers[n]] + position[(first + n) % position.rows]: the learned vectors of which token it is and
/// where in its text it stands. numbers: n x 1, whole and below token.rows (anything else is the caller's mistake).
template <typename T>
void embedding(In<T> numbers, In<T> token, In<T> position, Index first, Matrix<T> y);

/// The derivatives by both tables from dy, whose row 0 stands at position 0: each row of dy is added to the two rows
/// that it was made of.
template <typename T>
void embedding_backward(In<T> numbers, In<T> dy, Matrix<T> d_token, Matrix<T> d_position);

}  // namespace trackmeet::nn
