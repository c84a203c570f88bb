// SPDX-License-Identifier: Apache-2.0
#include "nn/attention.hpp"

#include "nn/layer_fixture.hpp"
#include "nn/layers.hpp"
#include "nn/softmax.hpp"

namespace trackmeet::nn {
namespace {

class Attention : public testing::TestWithParam<Loops> {};

TEST_P(Attention, gradients_agree_with_finite_differences) {
  expect_gradients(*make_layer<double>(SelfAttention{.tokens = 5, .width = 6, .heads = 2}, GetParam()), 10);
}

TEST_P(Attention, a_row_does_not_depend_on_later_rows_nor_on_other_texts) {
  constexpr SelfAttention shape{.tokens = 20, .width = 8, .heads = 2};
  const auto layer = make_layer<float>(shape, GetParam());
  LayerTrial<float> trial(*layer, 60, 1);
  trial.forward();
  const std::vector<float> before(trial.out.values().begin(), trial.out.values().end());
  for (const Index changed : {20, 33, 39}) {  // in the second of three texts
    auto row = trial.in.matrix().row(changed);
    const std::vector<float> kept(row.begin(), row.end());
    for (float& value : row) value += 0.5F;
    trial.forward();
    for (Index n = 0; n < 60; ++n) {
      float distance = 0;
      for (Index j = 0; j < shape.width; ++j) {
        distance += std::abs(trial.out.matrix()(n, j) - before[static_cast<std::size_t>(n * shape.width + j)]);
      }
      if (n >= changed && n < 40) {
        EXPECT_GT(distance, 1e-4F) << n << " looks at " << changed;
      } else {
        EXPECT_EQ(distance, 0) << n << " cannot see " << changed;
      }
    }
    std::ranges::copy(kept, row.begin());
  }
}

TEST_P(Attention, steps_over_all_positions_yield_what_forward_yields) {
  for (const SelfAttention shape :
       {SelfAttention{.tokens = 37, .width = 24, .heads = 3}, SelfAttention{.tokens = 64, .width = 128, .heads = 8}}) {
    const auto layer = make_layer<double>(shape, GetParam());
    LayerTrial<double> trial(*layer, shape.tokens, 4);
    trial.forward();
    Tensor<double> scratch({layer->scratch_size(1)}), row({1, shape.width});
    std::ranges::fill(scratch.values(), std::nan(""));  // nothing is read that was not written
    const LayerMemory<double> memory{trial.memory().parameters, {}, scratch.values(), 1};
    for (const int text : {1, 2}) {  // the second does not see the first
      for (Index position = 0; position < shape.tokens; ++position) {
        layer->step(memory, position, trial.in.matrix().slice(position, 1), row.matrix());
        for (Index j = 0; j < shape.width; ++j) {
          const double expected = trial.out.matrix()(position, j);
          ASSERT_NEAR(row.matrix()(0, j), expected, 1e-12 * (1 + std::abs(expected))) << text << ", " << position;
        }
      }
    }
  }
}

/// The output projection as the identity shows the heads as they are.
TEST_P(Attention, heads_do_not_mix_before_the_projection) {
  constexpr SelfAttention shape{.tokens = 6, .width = 12, .heads = 3};
  const auto layer = make_layer<double>(shape, GetParam());
  LayerTrial<double> trial(*layer, 6, 8);
  const Matrix<double> projection = matrix_of(layer->parameters()[2], trial.parameters.values());
  for (Index i = 0; i < 12; ++i) {
    for (Index j = 0; j < 12; ++j) projection(i, j) = i == j ? 1 : 0;
  }
  trial.forward();
  const std::vector<double> before(trial.out.values().begin(), trial.out.values().end());
  for (const Index part : {0, 1, 2}) {  // queries, keys and values of head 1
    for (Index j = 4; j < 8; ++j) {
      row_of(layer->parameters()[1], trial.parameters.values())[static_cast<std::size_t>(part * 12 + j)] +=
          static_cast<double>(j);
    }
  }
  trial.forward();
  for (Index n = 0; n < 6; ++n) {
    for (Index j = 0; j < 12; ++j) {
      const double was = before[static_cast<std::size_t>(n * 12 + j)];
      if (j >= 4 && j < 8) {
        EXPECT_GT(std::abs(trial.out.matrix()(n, j) - was), 1e-3);
      } else {
        EXPECT_EQ(trial.out.matrix()(n, j), was);
      }
    }
  }
}

TEST_P(Attention, the_first_token_gets_its_own_value) {
  constexpr SelfAttention shape{.tokens = 3, .width = 4, .heads = 1};
  const auto layer = make_layer<double>(shape, GetParam());
  LayerTrial<double> trial(*layer, 3, 5);
  trial.forward();
  const auto& parameters = layer->parameters();
  const auto qkv = matrix_of(parameters[0], std::as_const(trial.parameters).values());
  const auto qkv_bias = row_of(parameters[1], std::as_const(trial.parameters).values());
  const auto projection = matrix_of(parameters[2], std::as_const(trial.parameters).values());
  const auto bias = row_of(parameters[3], std::as_const(trial.parameters).values());
  for (Index j = 0; j < 4; ++j) {
    double expected = bias[static_cast<std::size_t>(j)];
    for (Index i = 0; i < 4; ++i) {
      double value = qkv_bias[static_cast<std::size_t>(8 + i)];
      for (Index k = 0; k < 4; ++k) value += trial.in.matrix()(0, k) * qkv(k, 8 + i);
      expected += value * projection(i, j);
    }
    EXPECT_NEAR(trial.out.matrix()(0, j), expected, 1e-12);
  }
}

INSTANTIATE_TEST_SUITE_P(Loops, Attention, testing::Values(Loops::tuned, Loops::plain), [](const auto& tried) {
  return std::string(tried.param == Loops::tuned ? "tuned" : "plain");
});

/// The more entries a random row has, the further apart are its scores, and the more a softmax makes of a last digit.
TEST(AttentionLayers, tuned_loops_agree_with_plain_ones) {
  struct Case {
    SelfAttention shape;
    double tolerance;
  };
  for (const auto& [shape, tolerance] :
       {Case{{.tokens = 1, .width = 1, .heads = 1}, 1e-6}, Case{{.tokens = 7, .width = 10, .heads = 2}, 1e-4},
        Case{{.tokens = 17, .width = 48, .heads = 2}, 2e-3}, Case{{.tokens = 33, .width = 60, .heads = 5}, 2e-3},
        Case{{.tokens = 64, .width = 128, .heads = 8}, 5e-3}}) {
    for (const Index texts : {1, 3}) {
      expect_same_as_plain(*make_layer<float>(shape, Loops::tuned), *make_layer<double>(shape, Loops::plain),
                           texts * shape.tokens, tolerance);
    }
  }
}

TEST(AttentionParts, by_hand) {
  constexpr SelfAttention shape{.tokens = 2, .width = 4, .heads = 1};       // so that the scale is 1 / 2
  const std::vector<double> qkv = {9, 9, 9, 9, 1, 2, 0, 0, 10, 20, 30, 40,  //
                                   1, 3, 0, 0, 0, 2, 5, 5, 50, 60, 70, 80};
  Tensor<double> columns({4, 2}), scores({2, 2}), mixed({2, 4});
  attention_scores<double>(shape, {qkv.data(), 2, 12}, columns.matrix(), scores.matrix());
  EXPECT_DOUBLE_EQ(scores.matrix()(0, 0), 13.5);
  EXPECT_EQ(scores.matrix()(0, 1), -std::numeric_limits<double>::infinity());
  EXPECT_DOUBLE_EQ(scores.matrix()(1, 0), 3.5);
  EXPECT_DOUBLE_EQ(scores.matrix()(1, 1), 3);
  const std::vector<double> weights = {1, 0, 0.25, 0.75};
  attention_mix<double>(shape, {qkv.data(), 2, 12}, {weights.data(), 2, 2}, mixed.matrix());
  const std::vector<double> expected = {10, 20, 30, 40, 40, 50, 60, 70};
  for (std::size_t i = 0; i < 8; ++i) EXPECT_DOUBLE_EQ(mixed.values()[i], expected[i]);
}

}  // namespace
}  // namespace trackmeet::nn
