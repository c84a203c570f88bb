// SPDX-License-Identifier: Apache-2.0
#include "suites/model_training/training.hpp"

#include <fmt/format.h>

#include <utility>

#include "nn/data/data_home.hpp"
#include "nn/data/image_loader.hpp"
#include "nn/data/text_loader.hpp"
#include "nn/evaluation.hpp"
#include "nn/reference_models.hpp"
#include "nn/trainer.hpp"
#include "suites/support/data_sets.hpp"

namespace trackmeet::suites::model_training {
namespace {

using nn::Index;

constexpr std::uint64_t seed_of_weights = 1;
constexpr Index images = 64;                ///< a batch
constexpr Index texts = 16, batches = 100;  ///< windows a batch, batches an epoch
constexpr Index test_batches = 40;          ///< of windows of the test text, always the same
constexpr std::uint64_t seed_of_test_windows = 9;

/// The goal of the data set of that hash, by whatever path it was found.
std::optional<Goal> goal_of(const Recipe& recipe, const std::string& name, const std::string& hash) {
  for (const Goal& goal : recipe.goals) {
    const nn::KnownData* known = nn::find_known(goal.data);
    if (goal.data == name || (known != nullptr && known->hash == hash)) return goal;
  }
  return std::nullopt;
}

}  // namespace

Training::Training(Recipe recipe, std::string metric, model::Better better, const std::string& data,
                   const std::string& data_hash, const std::string& label)
    : recipe_(std::move(recipe)),
      metric_(std::move(metric)),
      better_(better),
      goal_(goal_of(recipe_, data, data_hash)),
      label_(goal_ ? fmt::format("{}, to {} of {:.4g}", label, metric_, goal_->quality) : label) {}

bool Training::is_good_enough() const {
  return goal_ && (better_ == model::Better::higher ? reached_ >= goal_->quality : reached_ <= goal_->quality);
}

std::optional<Mismatch> Training::check() const {
  if (!goal_ || is_good_enough()) return std::nullopt;
  return Mismatch{fmt::format("{} after {} epochs", metric_, epochs_), goal_->quality, reached_};
}

std::vector<Counter> Training::counters() const {
  return {{metric_, reached_}, {"epochs_to_quality", static_cast<double>(epochs_)}};
}

template <typename Learn, typename Score>
void Training::train(Index most_rows, Index rows_per_sample, const Learn& learn, const Score& score) {
  nn::Network<float> network(recipe_.model, recipe_.loops);
  network.initialise(seed_of_weights);
  nn::Trainer<float> trainer(network, recipe_.optimiser,
                             {.most_rows = most_rows, .rows_per_sample = rows_per_sample, .threads = 1});
  const double rate = trainer.optimiser().rate();
  samples_ = 0;
  const Index most_epochs = goal_.value_or(Goal{}).epochs;
  for (epochs_ = 0; epochs_ < most_epochs;) {
    trainer.optimiser().set_rate(rate * (1 - static_cast<double>(epochs_) / static_cast<double>(most_epochs)));
    samples_ += learn(trainer, epochs_++);
    reached_ = score(network);
    if (is_good_enough()) break;
  }
}

ImageTraining::ImageTraining(const Recipe& recipe)
    : Training(recipe, "accuracy", model::Better::higher, image_set().name, image_set().hash, data_label(image_set())) {
}

void ImageTraining::run() {
  const nn::ImageSet& set = image_set();
  nn::ImageLoader shuffled(set.train, {.batch = images});
  nn::ImageLoader in_order(set.test, {.batch = images, .sampling = {.order = nn::Sampling::Order::sequential}});
  const auto learn = [&](nn::Trainer<float>& trainer, Index epoch) {
    shuffled.start(epoch);
    while (const nn::ImageBatch* batch = shuffled.next()) trainer.step(batch->images(), batch->labels());
    return static_cast<double>(set.train.count);
  };
  const auto score = [&](const nn::Network<float>& network) {
    nn::Evaluation evaluation(network, images);
    in_order.start(0);
    while (const nn::ImageBatch* batch = in_order.next()) evaluation.add(batch->images(), batch->labels());
    return evaluation.score().accuracy();
  };
  train(images, 1, learn, score);
}

TextTraining::TextTraining(const Recipe& recipe)
    : Training(recipe, "bits_per_character", model::Better::lower, text_set().name, text_set().hash,
               data_label(text_set())) {}

void TextTraining::run() {
  const nn::TextSet& set = text_set();
  constexpr Index window = nn::text_tokens;
  nn::TextLoader windows(set.train.values(), {.batch = texts, .window = window, .batches = batches});
  nn::TextLoader test(set.test.values(),
                      {.batch = texts, .window = window, .batches = test_batches, .seed = seed_of_test_windows});
  const auto learn = [&](nn::Trainer<float>& trainer, Index epoch) {
    windows.start(epoch);
    while (const nn::TextBatch* batch = windows.next()) trainer.step(batch->tokens(), batch->next());
    return static_cast<double>(texts * batches);
  };
  const auto score = [&](const nn::Network<float>& network) {
    nn::Evaluation evaluation(network, texts * window);
    test.start(0);
    while (const nn::TextBatch* batch = test.next()) evaluation.add(batch->tokens(), batch->next());
    return evaluation.score().bits();
  };
  train(texts * window, window, learn, score);
}

}  // namespace trackmeet::suites::model_training
