// SPDX-License-Identifier: Apache-2.0
#include "nn/trainer.hpp"

#include <algorithm>
#include <cassert>

#include "nn/cross_entropy.hpp"

namespace trackmeet::nn {
namespace {

/// sum = weight * sum + the weighted others, entry by entry.
template <typename T>
void accumulate(std::span<T> sum, double weight, std::span<const T> other, double other_weight) {
  const T a = static_cast<T>(weight);
  const T b = static_cast<T>(other_weight);
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = a * sum[i] + b * other[i];
}

}  // namespace

template <typename T>
Trainer<T>::Trainer(Network<T>& network, const OptimiserDescription& optimiser, const TrainerOptions& options)
    : network_(network),
      options_(options),
      optimiser_(make_optimiser<T>(optimiser, network.parameters().size())),
      team_(options.threads) {
  const Index samples = options.most_rows / options.rows_per_sample;
  const Index rows = (samples + shards - 1) / shards * options.rows_per_sample;
  for (Index s = 0; s < shards; ++s) {
    shards_.push_back({Pass<T>(network, rows, Pass<T>::For::training), Tensor<T>({rows, network.layers().outputs()})});
  }
}

template <typename T>
void Trainer<T>::run(Shard& shard, Matrix<const T> in, std::span<const std::int32_t> labels) const {
  const Matrix<T> d_logits = shard.d_logits.matrix().slice(0, in.rows);
  shard.loss = cross_entropy<T>(shard.pass.forward(in), labels, d_logits);
  shard.pass.backward(in, d_logits);
}

template <typename T>
double Trainer<T>::step(Matrix<const T> in, std::span<const std::int32_t> labels) {
  const Index samples = in.rows / options_.rows_per_sample;
  assert(samples > 0 && samples * options_.rows_per_sample == in.rows && in.rows <= options_.most_rows);
  assert(static_cast<Index>(labels.size()) == in.rows);
  const auto first_row = [&](Index s) { return s * samples / shards * options_.rows_per_sample; };
  team_.share(shards, [&](Index s) {
    Shard& shard = shards_[static_cast<std::size_t>(s)];
    const Index first = first_row(s);
    const Index rows = first_row(s + 1) - first;
    shard.weight = static_cast<double>(rows) / static_cast<double>(in.rows);
    if (rows > 0)
      run(shard, in.slice(first, rows),
          labels.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(rows)));
  });

  static_assert(shards == 2);
  Shard& one = shards_[0];  // may be empty: the greater half is the second
  Shard& two = shards_[1];
  double loss = two.weight * two.loss;
  if (one.weight > 0) {
    loss += one.weight * one.loss;
    accumulate<T>(two.pass.gradients(), two.weight, one.pass.gradients(), one.weight);
  }
  optimiser_->step(network_.weights(), two.pass.gradients());
  return loss;
}

template class Trainer<float>;
template class Trainer<double>;

}  // namespace trackmeet::nn
