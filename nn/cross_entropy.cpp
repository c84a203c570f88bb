// SPDX-License-Identifier: Apache-2.0
#include "nn/cross_entropy.hpp"

#include <algorithm>

#include "nn/eigen.hpp"

namespace trackmeet::nn {

template <typename T>
double cross_entropy(In<T> logits, std::span<const std::int32_t> labels, Matrix<T> d_logits) {
  assert(logits.rows > 0 && static_cast<Index>(labels.size()) == logits.rows);
  const T rows = static_cast<T>(logits.rows);
  double loss = 0;
  for (Index n = 0; n < logits.rows; ++n) {
    const Index label = labels[static_cast<std::size_t>(n)];
    assert(label >= 0 && label < logits.columns);
    const auto row = map(logits.row(n)).array();
    map(d_logits.row(n)) = row - row.maxCoeff();
    loss -= d_logits(n, label);
  }
  map(d_logits) = map(d_logits).array().exp();  // of all rows at once, since one is often shorter than a register
  for (Index n = 0; n < logits.rows; ++n) {
    auto row = map(d_logits.row(n));
    const T sum = row.sum();
    loss += std::log(sum);
    row *= 1 / (sum * rows);
    d_logits(n, labels[static_cast<std::size_t>(n)]) -= 1 / rows;
  }
  return loss / static_cast<double>(logits.rows);
}

template <typename T>
Index count_correct(Matrix<T> logits, std::span<const std::int32_t> labels) {
  assert(static_cast<Index>(labels.size()) == logits.rows);
  Index correct = 0;
  for (Index n = 0; n < logits.rows; ++n) {
    const auto row = logits.row(n);
    const Index label = labels[static_cast<std::size_t>(n)];
    assert(label >= 0 && label < logits.columns);
    correct += std::ranges::max_element(row) - row.begin() == label ? 1 : 0;
  }
  return correct;
}

template double cross_entropy(In<float>, std::span<const std::int32_t>, Matrix<float>);
template double cross_entropy(In<double>, std::span<const std::int32_t>, Matrix<double>);
template Index count_correct(Matrix<float>, std::span<const std::int32_t>);
template Index count_correct(Matrix<const float>, std::span<const std::int32_t>);
template Index count_correct(Matrix<double>, std::span<const std::int32_t>);
template Index count_correct(Matrix<const double>, std::span<const std::int32_t>);

}  // namespace trackmeet::nn
