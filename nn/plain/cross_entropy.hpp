// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>

#include "nn/matrix.hpp"

namespace trackmeet::nn::plain {

/// As nn::cross_entropy.
template <typename T>
double cross_entropy(In<T> logits, std::span<const std::int32_t> labels, Matrix<T> d_logits) {
  double loss = 0;
  for (Index n = 0; n < logits.rows; ++n) {
    const Index label = labels[static_cast<std::size_t>(n)];
    T greatest = logits(n, 0);
    for (Index j = 1; j < logits.columns; ++j) greatest = greatest < logits(n, j) ? logits(n, j) : greatest;
    T sum = 0;
    for (Index j = 0; j < logits.columns; ++j) {
      d_logits(n, j) = std::exp(logits(n, j) - greatest);
      sum += d_logits(n, j);
    }
    loss += std::log(sum) - (logits(n, label) - greatest);
    for (Index j = 0; j < logits.columns; ++j) d_logits(n, j) /= sum * static_cast<T>(logits.rows);
    d_logits(n, label) -= 1 / static_cast<T>(logits.rows);
  }
  return loss / static_cast<double>(logits.rows);
}

}  // namespace trackmeet::nn::plain
