// SPDX-License-Identifier: Apache-2.0
#include "nn/evaluation.hpp"

#include <numbers>

#include "nn/cross_entropy.hpp"

namespace trackmeet::nn {

double Score::bits() const { return loss / std::numbers::ln2; }

Evaluation::Evaluation(const Network<float>& network, Index most_rows)
    : pass_(network, most_rows), d_logits_({most_rows, network.layers().outputs()}) {}

void Evaluation::add(Matrix<const float> in, std::span<const std::int32_t> labels) {
  const Matrix<const float> logits = pass_.forward(in);
  sum_.rows += in.rows;
  sum_.correct += count_correct(logits, labels);
  sum_.loss +=
      static_cast<double>(in.rows) * cross_entropy<float>(logits, labels, d_logits_.matrix().slice(0, in.rows));
}

Score Evaluation::score() const {
  Score mean = sum_;
  if (mean.rows > 0) mean.loss /= static_cast<double>(mean.rows);
  return mean;
}

}  // namespace trackmeet::nn
