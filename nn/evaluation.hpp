// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "nn/network.hpp"

namespace trackmeet::nn {

/// How well a classifier does on rows that it was not trained on.
struct Score {
  Index rows = 0;
  Index correct = 0;  ///< rows whose greatest logit is at their label
  double loss = 0;    ///< mean cross-entropy, in nats

  double accuracy() const { return rows == 0 ? 0 : static_cast<double>(correct) / static_cast<double>(rows); }
  double bits() const;  ///< the same loss in bits: for texts, bits per character
};

/// Scores all rows, batch after batch. Makes a pass of its own.
class Evaluation {
public:
  /// For batches of at most `most_rows` rows. The network must outlive it.
  Evaluation(const Network<float>& network, Index most_rows);

  /// Adds a batch to the score.
  void add(Matrix<const float> in, std::span<const std::int32_t> labels);

  Score score() const;

private:
  Pass<float> pass_;
  Tensor<float> d_logits_;
  Score sum_;  ///< with the sum of the losses of the rows as loss
};

}  // namespace trackmeet::nn
