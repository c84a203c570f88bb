// SPDX-License-Identifier: Apache-2.0
#include "nn/embedding.hpp"

#include "nn/layer_fixture.hpp"
#include "nn/layers.hpp"

namespace trackmeet::nn {
namespace {

constexpr Embedding shape{.vocabulary = 5, .tokens = 3, .width = 17};

template <typename T>
LayerTrial<T> trial_of(const Layer<T>& layer, const std::vector<T>& numbers) {
  LayerTrial<T> trial(layer, static_cast<Index>(numbers.size()), 6);
  std::ranges::copy(numbers, trial.in.values().begin());
  return trial;
}

TEST(Embedding, adds_the_vector_of_the_token_and_that_of_its_position) {
  for (const Loops loops : {Loops::tuned, Loops::plain}) {
    const auto layer = make_layer<double>(shape, loops);
    auto trial = trial_of<double>(*layer, {4, 0, 2, 4, 4});
    trial.forward();
    const auto token = matrix_of(layer->parameters()[0], std::as_const(trial.parameters).values());
    const auto position = matrix_of(layer->parameters()[1], std::as_const(trial.parameters).values());
    for (Index n = 0; n < 5; ++n) {
      const auto number = static_cast<Index>(trial.in.matrix()(n, 0));
      for (Index j = 0; j < shape.width; ++j) {
        EXPECT_EQ(trial.out.matrix()(n, j), token(number, j) + position(n % 3, j)) << n << ", " << j;
      }
    }
  }
}

TEST(Embedding, gradients_are_the_sums_of_the_rows_in_which_a_vector_was_used) {
  for (const Loops loops : {Loops::tuned, Loops::plain}) {
    const auto layer = make_layer<double>(shape, loops);
    auto trial = trial_of<double>(*layer, {4, 0, 2, 4, 4});
    std::ranges::fill(trial.gradients.values(), std::nan(""));
    trial.forward();
    trial.backward();
    const auto d_token = matrix_of(layer->parameters()[0], trial.gradients.values());
    const auto d_position = matrix_of(layer->parameters()[1], trial.gradients.values());
    const Matrix<double> d_out = trial.d_out.matrix();
    for (Index j = 0; j < shape.width; ++j) {
      EXPECT_NEAR(d_token(4, j), d_out(0, j) + d_out(3, j) + d_out(4, j), 1e-15);
      EXPECT_EQ(d_token(0, j), d_out(1, j));
      EXPECT_EQ(d_token(1, j), 0);
      EXPECT_EQ(d_token(2, j), d_out(2, j));
      EXPECT_EQ(d_token(3, j), 0);
      EXPECT_NEAR(d_position(0, j), d_out(0, j) + d_out(3, j), 1e-15);
      EXPECT_NEAR(d_position(1, j), d_out(1, j) + d_out(4, j), 1e-15);
      EXPECT_EQ(d_position(2, j), d_out(2, j));
    }
    for (const double value : trial.d_in.values()) EXPECT_EQ(value, 0);
  }
}

TEST(Embedding, gradients_agree_with_finite_differences) {
  expect_gradients(*make_layer<double>(shape, Loops::tuned), 4, CheckInputs::no);
  expect_gradients(*make_layer<double>(shape, Loops::plain), 4, CheckInputs::no);
}

TEST(Embedding, a_step_takes_its_position_from_the_argument) {
  for (const Loops loops : {Loops::tuned, Loops::plain}) {
    const auto layer = make_layer<float>(shape, loops);
    auto trial = trial_of<float>(*layer, {1, 3, 0});
    trial.forward();
    Tensor<float> row({1, shape.width});
    for (Index n = 0; n < 3; ++n) {
      layer->step(trial.memory(), n, trial.in.matrix().slice(n, 1), row.matrix());
      for (Index j = 0; j < shape.width; ++j) EXPECT_EQ(row.matrix()(0, j), trial.out.matrix()(n, j));
    }
  }
}

#ifndef NDEBUG
TEST(EmbeddingDeathTest, a_token_outside_the_vocabulary_is_the_callers_mistake) {
  const auto layer = make_layer<float>(shape, Loops::tuned);
  auto trial = trial_of<float>(*layer, {5});
  EXPECT_DEATH(trial.forward(), "token.rows");
}
#endif

}  // namespace
}  // namespace trackmeet::nn
