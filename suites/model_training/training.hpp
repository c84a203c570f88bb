// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/metric.hpp"
#include "nn/description.hpp"
#include "nn/layer.hpp"
#include "nn/optimiser.hpp"
#include "suites/support/work.hpp"

namespace trackmeet::suites::model_training {

/// What is good enough on one data set.
struct Goal {
  std::string_view data;  ///< the set's name
  double quality = 0;     ///< share of test images that are right, or bits per character of the test text
  nn::Index epochs = 10;  ///< in which the rate goes down to nothing, in equal steps; not reached by then: failed
};

/// How a model is trained until it is good enough.
struct Recipe {
  nn::ModelDescription model;
  nn::OptimiserDescription optimiser;
  std::vector<Goal>
      goals;  ///< data that is not among them is learnt from for 10 epochs, and whatever comes of it is reported
  nn::Loops loops = nn::Loops::tuned;
};

/// A training from the first weights on, in one thread, until the test part shows the stated quality, which is looked
/// at after each epoch. Same seed, same weights, same epochs: quality and epochs are exact, seconds are not. Reports
/// `epochs_to_quality` and `accuracy` or `bits_per_character`.
class Training : public Work {
public:
  std::optional<Mismatch> check() const override;
  Cost cost() const override { return {.bytes = 0, .flops = 0, .items = samples_}; }
  std::vector<Counter> counters() const override;
  std::string label() const override { return label_; }

protected:
  /// For the data set `data` of that hash. `metric` is what quality is measured by.
  Training(Recipe recipe, std::string metric, model::Better better, const std::string& data,
           const std::string& data_hash, const std::string& label);

  /// From the first weights on, epoch by epoch: `learn(trainer, epoch)` shows everything once, `score(network)` tells
  /// the quality.
  template <typename Learn, typename Score>
  void train(nn::Index most_rows, nn::Index rows_per_sample, const Learn& learn, const Score& score);

private:
  bool is_good_enough() const;

  Recipe recipe_;
  std::string metric_;
  model::Better better_;
  std::optional<Goal> goal_;
  std::string label_;
  nn::Index epochs_ = 0;
  double reached_ = 0;

protected:
  double samples_ = 0;  ///< shown in all
};

/// Of images, 64 a batch: the set that --data chose, or generated glyphs.
class ImageTraining final : public Training {
public:
  explicit ImageTraining(const Recipe& recipe);
  void run() override;
};

/// Of a text, 16 windows of 64 characters a batch, 100 batches an epoch.
class TextTraining final : public Training {
public:
  explicit TextTraining(const Recipe& recipe);
  void run() override;
};

}  // namespace trackmeet::suites::model_training
