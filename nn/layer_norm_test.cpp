// SPDX-License-Identifier: Apache-2.0
#include "nn/layer_norm.hpp"

#include "nn/layer_fixture.hpp"
#include "nn/layers.hpp"

namespace trackmeet::nn {
namespace {

TEST(LayerNorm, gradients_agree_with_finite_differences) {
  expect_gradients(*make_layer<double>(LayerNorm{9}, Loops::tuned), 4);
  expect_gradients(*make_layer<double>(LayerNorm{9}, Loops::plain), 4);
}

TEST(LayerNorm, tuned_loops_agree_with_plain_ones) {
  for (const Index width : {4, 15, 16, 33, 128}) {
    for (const Index rows : {1, 2, 31}) {
      expect_same_as_plain(*make_layer<float>(LayerNorm{width}, Loops::tuned),
                           *make_layer<double>(LayerNorm{width}, Loops::plain), rows, 3e-5);
    }
  }
}

TEST(LayerNorm, rows_come_out_with_mean_bias_and_deviation_weight) {
  const auto x = Tensor<double>::random({3, 64}, 1);
  const std::vector<double> weight(64, 2.0), bias(64, -5.0);
  Tensor<double> moments({3, 2}), y({3, 64});
  layer_norm<double>(x, weight, bias, moments.matrix(), y.matrix());
  for (Index n = 0; n < 3; ++n) {
    double sum = 0, squares = 0;
    for (const double value : y.matrix().row(n)) sum += value;
    for (const double value : y.matrix().row(n)) squares += (value + 5) * (value + 5);
    EXPECT_NEAR(sum / 64, -5, 1e-12);
    EXPECT_NEAR(squares / 64, 4, 4 * 1e-4);  // epsilon makes it a little less
  }
}

TEST(LayerNorm, a_row_of_equal_entries_becomes_the_bias) {
  const std::vector<float> x(20, 7), weight(20, 3), bias(20, 0.5F);
  Tensor<float> moments({1, 2}), y({1, 20});
  layer_norm<float>({x.data(), 1, 20}, weight, bias, moments.matrix(), y.matrix());
  for (const float value : y.values()) EXPECT_NEAR(value, 0.5F, 1e-3F);
}

TEST(LayerNorm, parameters_alone_are_derived_where_nobody_wants_the_input) {
  for (const Loops loops : {Loops::tuned, Loops::plain}) {
    const auto layer = make_layer<double>(LayerNorm{6}, loops);
    LayerTrial<double> trial(*layer, 3, 2);
    trial.forward();
    trial.backward();
    const std::vector<double> expected(trial.gradients.values().begin(), trial.gradients.values().end());
    std::ranges::fill(trial.gradients.values(), -1.0);
    layer->backward(trial.memory(), trial.in.matrix(), trial.out.matrix(), trial.d_out.matrix(), {nullptr, 3, 6});
    for (Index i = 0; i < 6; ++i) {
      const auto at = static_cast<std::size_t>(i);
      EXPECT_EQ(trial.gradients.values()[at], expected[at]);
      EXPECT_EQ(trial.gradients.values()[at + 16], expected[at + 16]);
    }
  }
}

}  // namespace
}  // namespace trackmeet::nn
