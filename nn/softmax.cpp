// SPDX-License-Identifier: Apache-2.0
#include "nn/softmax.hpp"

#include "nn/causal.hpp"
#include "nn/eigen.hpp"

namespace trackmeet::nn {
namespace {

/// The first `length` entries of a row; of these, those from `known` on are known to get no weight.
template <typename T>
void softmax_row(const T* scores, T* weights, Index length, Index known) {
  const Eigen::Map<const Eigen::Array<T, 1, Eigen::Dynamic>> in(scores, length);
  Eigen::Map<Eigen::Array<T, 1, Eigen::Dynamic>> out(weights, length);
  out = (in - in.maxCoeff()).exp();
  std::fill(weights + known, weights + length, T{0});  // Eigen's exp(-infinity) is not always zero
  out *= 1 / out.sum();
}

template <typename T>
void softmax_row_backward(const T* weights, const T* d_weights, T* d_scores, Index length) {
  using Row = Eigen::Map<const Eigen::Array<T, 1, Eigen::Dynamic>>;
  const Row weight(weights, length);
  const Row d_weight(d_weights, length);
  const T mean = (weight * d_weight).sum();
  Eigen::Map<Eigen::Array<T, 1, Eigen::Dynamic>>(d_scores, length) = weight * (d_weight - mean);
}

}  // namespace

template <typename T>
void softmax(In<T> scores, Matrix<T> weights) {
  for (Index i = 0; i < scores.rows; ++i) {
    softmax_row(&scores(i, 0), &weights(i, 0), scores.columns, scores.columns);
  }
}

template <typename T>
void softmax_backward(In<T> weights, In<T> d_weights, Matrix<T> d_scores) {
  for (Index i = 0; i < weights.rows; ++i) {
    softmax_row_backward(&weights(i, 0), &d_weights(i, 0), &d_scores(i, 0), weights.columns);
  }
}

template <typename T>
void causal_softmax(In<T> scores, Matrix<T> weights) {
  for (Index i = 0; i < scores.rows; ++i) {
    const Index token = i % scores.columns;
    const Index reach = causal_reach(token, scores.columns);
    softmax_row(&scores(i, 0), &weights(i, 0), reach, token + 1);
    std::ranges::fill(weights.row(i).subspan(static_cast<std::size_t>(reach)), T{0});
  }
}

template <typename T>
void causal_softmax_backward(In<T> weights, In<T> d_weights, Matrix<T> d_scores) {
  for (Index i = 0; i < weights.rows; ++i) {
    const Index reach = causal_reach(i % weights.columns, weights.columns);
    softmax_row_backward(&weights(i, 0), &d_weights(i, 0), &d_scores(i, 0), reach);
    std::ranges::fill(d_scores.row(i).subspan(static_cast<std::size_t>(reach)), T{0});
  }
}

template void softmax(In<float>, Matrix<float>);
template void softmax(In<double>, Matrix<double>);
template void softmax_backward(In<float>, In<float>, Matrix<float>);
template void softmax_backward(In<double>, In<double>, Matrix<double>);
template void causal_softmax(In<float>, Matrix<float>);
template void causal_softmax(In<double>, Matrix<double>);
template void causal_softmax_backward(In<float>, In<float>, Matrix<float>);
template void causal_softmax_backward(In<double>, In<double>, Matrix<double>);

}  // namespace trackmeet::nn
