// SPDX-License-Identifier: Apache-2.0
#include "nn/trainer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "nn/cross_entropy.hpp"
#include "nn/evaluation.hpp"
#include "nn/reference_models.hpp"

namespace trackmeet::nn {
namespace {

std::vector<std::int32_t> some_labels(Index count, std::int32_t classes) {
  std::vector<std::int32_t> labels;
  for (Index i = 0; i < count; ++i) labels.push_back(static_cast<std::int32_t>(i * 7 % classes));
  return labels;
}

TEST(Trainer, weights_do_not_depend_on_the_number_of_threads) {
  const Tensor<float> in = Tensor<float>::random({13, image_side * image_side}, 1);
  const std::vector<std::int32_t> labels = some_labels(13, image_classes);
  std::vector<Tensor<float>> weights;
  for (const int threads : {1, 2, 3}) {
    Network<float> network(mlp());
    network.initialise(5);
    Trainer<float> trainer(network, Adam{}, {.most_rows = 16, .rows_per_sample = 1, .threads = threads});
    for (int step = 0; step < 20; ++step) trainer.step(in, labels);
    Tensor<float>& kept = weights.emplace_back(Shape{network.parameters().size()});
    std::ranges::copy(network.weights(), kept.values().begin());
  }
  EXPECT_TRUE(std::ranges::equal(std::as_const(weights[0]).values(), std::as_const(weights[1]).values()));
  EXPECT_TRUE(std::ranges::equal(std::as_const(weights[0]).values(), std::as_const(weights[2]).values()));
}

TEST(Trainer, a_step_follows_the_gradient_of_the_whole_batch) {
  // Plain descent at rate 1 takes the gradient itself off the weights.
  const ModelDescription small{"small", {{"a", Dense{4, 5}}, {"r", Relu{5}}, {"b", Dense{5, 3}}}};
  for (const Index rows : {1, 2, 5, 8}) {
    const Tensor<double> in = Tensor<double>::random({rows, 4}, 2);
    const std::vector<std::int32_t> labels = some_labels(rows, 3);
    Network<double> network(small);
    network.initialise(1);
    Pass<double> whole(network, rows, Pass<double>::For::training);
    Tensor<double> d_logits({rows, 3});
    const double loss = cross_entropy<double>(whole.forward(in), labels, d_logits.matrix());
    whole.backward(in, d_logits);
    std::vector<double> expected(network.weights().begin(), network.weights().end());
    for (std::size_t i = 0; i < expected.size(); ++i) expected[i] -= whole.gradients()[i];

    Trainer<double> trainer(network, Sgd{.rate = 1, .momentum = 0},
                            {.most_rows = 8, .rows_per_sample = 1, .threads = 1});
    EXPECT_NEAR(trainer.step(in, labels), loss, 1e-12);
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(network.weights()[i], expected[i], 1e-12) << rows;
  }
}

TEST(Trainer, learns_what_it_is_shown) {
  for (const ModelDescription& model : {mlp(), cnn()}) {
    const Tensor<float> in = Tensor<float>::random({20, image_side * image_side}, 3);
    const std::vector<std::int32_t> labels = some_labels(20, image_classes);
    Network<float> network(model);
    network.initialise(1);
    Trainer<float> trainer(network, Adam{}, {.most_rows = 20, .rows_per_sample = 1, .threads = 2});
    const double before = trainer.step(in, labels);
    double after = before;
    for (int step = 0; step < 60; ++step) after = trainer.step(in, labels);
    EXPECT_LT(after, before / 5) << model.name;
    Evaluation evaluation(network, 8);
    for (Index first = 0; first < 20; first += 8) {
      const Index rows = std::min<Index>(8, 20 - first);
      evaluation.add(in.matrix().slice(first, rows),
                     std::span(labels).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(rows)));
    }
    EXPECT_EQ(evaluation.score().rows, 20);
    EXPECT_GE(evaluation.score().accuracy(), 0.9) << model.name;
    EXPECT_NEAR(evaluation.score().bits(), evaluation.score().loss / std::log(2.0), 1e-12);
  }
}

TEST(Trainer, keeps_the_rows_of_a_text_together) {
  Network<float> network(transformer());
  network.initialise(1);
  Tensor<float> in({3 * text_tokens, 1});
  std::vector<std::int32_t> next;
  for (Index i = 0; i < 3 * text_tokens; ++i) {
    in.values()[static_cast<std::size_t>(i)] = static_cast<float>(i % 7);
    next.push_back(static_cast<std::int32_t>((i + 1) % 7));
  }
  Trainer<float> trainer(network, Adam{}, {.most_rows = 3 * text_tokens, .rows_per_sample = text_tokens, .threads = 2});
  const double before = trainer.step(in, next);
  double after = before;
  for (int step = 0; step < 30; ++step) after = trainer.step(in, next);
  EXPECT_NEAR(before, std::log(static_cast<double>(vocabulary)), 1.0);
  EXPECT_LT(after, before / 3);
}

}  // namespace
}  // namespace trackmeet::nn
