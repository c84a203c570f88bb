// SPDX-License-Identifier: Apache-2.0
#include "nn/cross_entropy.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "nn/plain/cross_entropy.hpp"
#include "nn/tensor.hpp"

namespace trackmeet::nn {
namespace {

std::vector<std::int32_t> labels_for(Index rows, Index classes) {
  std::vector<std::int32_t> labels;
  for (Index n = 0; n < rows; ++n) labels.push_back(static_cast<std::int32_t>(n * 7 % classes));
  return labels;
}

TEST(CrossEntropy, equal_logits_cost_the_logarithm_of_the_classes) {
  Tensor<double> logits({3, 10}), d_logits({3, 10});
  EXPECT_NEAR(cross_entropy<double>(logits, labels_for(3, 10), d_logits), std::log(10), 1e-15);
  for (Index j = 0; j < 10; ++j) EXPECT_NEAR(d_logits.matrix()(1, j), (j == 7 ? -0.9 : 0.1) / 3, 1e-15);
}

TEST(CrossEntropy, derivative_agrees_with_finite_differences) {
  auto logits = Tensor<double>::random({4, 5}, 3);
  Tensor<double> d_logits({4, 5}), unused({4, 5});
  const auto labels = labels_for(4, 5);
  for (const auto loss : {cross_entropy<double>, plain::cross_entropy<double>}) {
    loss(logits, labels, d_logits);
    for (std::size_t i = 0; i < logits.values().size(); ++i) {
      constexpr double h = 1e-5;
      const double before = logits.values()[i];
      logits.values()[i] = before + h;
      const double above = loss(logits, labels, unused);
      logits.values()[i] = before - h;
      const double below = loss(logits, labels, unused);
      logits.values()[i] = before;
      EXPECT_NEAR(d_logits.values()[i], (above - below) / (2 * h), 1e-9) << i;
    }
  }
}

TEST(CrossEntropy, tuned_loops_agree_with_plain_ones) {
  for (const Index classes : {1, 2, 10, 77}) {
    for (const Index rows : {1, 5, 64}) {
      const auto logits = Tensor<float>::random({rows, classes}, 1);
      const auto exact = Tensor<double>::random({rows, classes}, 1);
      Tensor<float> d_logits({rows, classes});
      Tensor<double> expected({rows, classes});
      const auto labels = labels_for(rows, classes);
      EXPECT_NEAR(cross_entropy<float>(logits, labels, d_logits), plain::cross_entropy<double>(exact, labels, expected),
                  1e-5);
      for (std::size_t i = 0; i < expected.values().size(); ++i) {
        ASSERT_NEAR(double{d_logits.values()[i]}, expected.values()[i], 1e-6) << i;
      }
    }
  }
}

TEST(CrossEntropy, large_logits_do_not_overflow) {
  for (const auto loss : {cross_entropy<float>, plain::cross_entropy<float>}) {
    const std::vector<float> logits{1e4F, -1e4F, 0, 3e38F, 0, -3e38F};
    std::vector<float> d_logits(6);
    const std::vector<std::int32_t> right{0, 0};
    EXPECT_NEAR(loss({logits.data(), 2, 3}, right, {d_logits.data(), 2, 3}), 0, 1e-30);
    for (const float value : d_logits) EXPECT_NEAR(value, 0, 1e-30);
    const std::vector<std::int32_t> wrong{1};
    EXPECT_NEAR(loss({logits.data(), 1, 3}, wrong, {d_logits.data(), 1, 3}), 2e4, 1e-30);
    EXPECT_EQ(std::vector<float>(d_logits.begin(), d_logits.begin() + 3), (std::vector<float>{1, -1, 0}));
  }
}

TEST(CountCorrect, first_of_equal_logits_counts) {
  const std::vector<float> logits{0, 1, 1, 5, 4, 3, -3, -2, -1};
  const Matrix<const float> rows{logits.data(), 3, 3};
  EXPECT_EQ(count_correct(rows, std::vector<std::int32_t>{1, 0, 2}), 3);
  EXPECT_EQ(count_correct(rows, std::vector<std::int32_t>{2, 0, 1}), 1);
}

}  // namespace
}  // namespace trackmeet::nn
