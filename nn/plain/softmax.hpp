// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>

#include "nn/matrix.hpp"

namespace trackmeet::nn::plain {

/// The first `length` entries of a row.
template <typename T>
void softmax_row(const T* scores, T* weights, Index length) {
  const T greatest = *std::max_element(scores, scores + length);
  T sum = 0;
  for (Index j = 0; j < length; ++j) {
    weights[j] = std::exp(scores[j] - greatest);
    sum += weights[j];
  }
  const T factor = 1 / sum;
  for (Index j = 0; j < length; ++j) weights[j] *= factor;
}

template <typename T>
void softmax_row_backward(const T* weights, const T* d_weights, T* d_scores, Index length) {
  T mean = 0;
  for (Index j = 0; j < length; ++j) mean += weights[j] * d_weights[j];
  for (Index j = 0; j < length; ++j) d_scores[j] = weights[j] * (d_weights[j] - mean);
}

/// As nn::softmax.
template <typename T>
void softmax(In<T> scores, Matrix<T> weights) {
  for (Index i = 0; i < scores.rows; ++i) softmax_row(&scores(i, 0), &weights(i, 0), scores.columns);
}

/// As nn::softmax_backward.
template <typename T>
void softmax_backward(In<T> weights, In<T> d_weights, Matrix<T> d_scores) {
  for (Index i = 0; i < weights.rows; ++i) {
    softmax_row_backward(&weights(i, 0), &d_weights(i, 0), &d_scores(i, 0), weights.columns);
  }
}

/// As nn::causal_softmax.
template <typename T>
void causal_softmax(In<T> scores, Matrix<T> weights) {
  for (Index i = 0; i < scores.rows; ++i) {
    const Index length = i % scores.columns + 1;
    softmax_row(&scores(i, 0), &weights(i, 0), length);
    for (Index j = length; j < scores.columns; ++j) weights(i, j) = 0;
  }
}

/// As nn::causal_softmax_backward.
template <typename T>
void causal_softmax_backward(In<T> weights, In<T> d_weights, Matrix<T> d_scores) {
  for (Index i = 0; i < weights.rows; ++i) {
    const Index length = i % weights.columns + 1;
    softmax_row_backward(&weights(i, 0), &d_weights(i, 0), &d_scores(i, 0), length);
    for (Index j = length; j < weights.columns; ++j) d_scores(i, j) = 0;
  }
}

}  // namespace trackmeet::nn::plain
