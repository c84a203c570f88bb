// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "nn/network.hpp"
#include "nn/optimiser.hpp"
#include "nn/team.hpp"

namespace trackmeet::nn {

struct TrainerOptions {
  Index most_rows = 64;       ///< of a batch
  Index rows_per_sample = 1;  ///< rows that must stay together: 1 for images, the tokens of a text for texts
  int threads = 1;
};

/// Trains a classifier batch by batch. A batch is cut into `shards` parts whatever the number of threads, and their
/// gradients are added in their order, so that the weights after a step are the same to the last bit with one thread
/// and with two. Allocates nothing once it is made.
template <typename T = float>
class Trainer {
public:
  static constexpr Index shards = 2;

  /// The network must outlive it.
  Trainer(Network<T>& network, const OptimiserDescription& optimiser, const TrainerOptions& options);

  /// One step downhill from the mean cross-entropy, in nats, of `in` (rows x inputs, whole samples) against `labels`
  /// (one a row), which is returned.
  double step(Matrix<const T> in, std::span<const std::int32_t> labels);

  /// Of the last step, laid out as the network's parameters.
  std::span<const T> gradients() const { return shards_.back().pass.gradients(); }
  Optimiser<T>& optimiser() { return *optimiser_; }

private:
  struct Shard {
    Pass<T> pass;
    Tensor<T> d_logits;
    double loss = 0;
    double weight = 0;  ///< share of the batch
  };

  void run(Shard& shard, Matrix<const T> in, std::span<const std::int32_t> labels) const;

  Network<T>& network_;
  TrainerOptions options_;
  std::unique_ptr<Optimiser<T>> optimiser_;
  std::vector<Shard> shards_;
  Team team_;
};

}  // namespace trackmeet::nn
