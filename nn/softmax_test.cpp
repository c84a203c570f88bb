// SPDX-License-Identifier: Apache-2.0
#include "nn/softmax.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "nn/plain/softmax.hpp"
#include "nn/tensor.hpp"

namespace trackmeet::nn {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

template <typename T>
Tensor<T> random_scores(Index rows, Index columns, T scale) {
  auto scores = Tensor<T>::random({rows, columns}, 3);
  for (T& score : scores.values()) score *= scale;
  return scores;
}

/// Square blocks of scores in which no token sees a later one.
template <typename T>
Tensor<T> masked_scores(Index blocks, Index tokens) {
  auto scores = random_scores<T>(blocks * tokens, tokens, 4);
  for (Index i = 0; i < blocks * tokens; ++i) {
    for (Index j = i % tokens + 1; j < tokens; ++j) scores.matrix()(i, j) = -std::numeric_limits<T>::infinity();
  }
  return scores;
}

template <typename T>
void expect_near(const Tensor<T>& got, const Tensor<T>& expected, double tolerance) {
  for (std::size_t i = 0; i < expected.values().size(); ++i) {
    ASSERT_NEAR(got.values()[i], expected.values()[i], tolerance) << i;
  }
}

TEST(Softmax, of_a_row_by_hand) {
  const std::vector<double> scores = {std::log(1.0), std::log(2.0), std::log(5.0)};
  std::vector<double> weights(3);
  softmax<double>({scores.data(), 1, 3}, Matrix<double>{weights.data(), 1, 3});
  EXPECT_NEAR(weights[0], 0.125, 1e-15);
  EXPECT_NEAR(weights[1], 0.25, 1e-15);
  EXPECT_NEAR(weights[2], 0.625, 1e-15);
}

TEST(Softmax, does_not_change_when_all_scores_of_a_row_move) {
  auto scores = random_scores<double>(3, 21, 5);
  Tensor<double> weights({3, 21}), moved({3, 21});
  softmax<double>(scores, weights.matrix());
  for (double& score : scores.values()) score += 1e4;  // exp of this would overflow
  softmax<double>(scores, moved.matrix());
  expect_near(moved, weights, 1e-12);
}

TEST(Softmax, tuned_loops_agree_with_plain_ones) {
  for (const Index columns : {1, 2, 15, 16, 17, 96}) {
    const auto scores = random_scores<float>(7, columns, 10);
    const auto d_weights = Tensor<float>::random({7, columns}, 4);
    Tensor<float> ours({7, columns}), theirs({7, columns}), d_ours({7, columns}), d_theirs({7, columns});
    softmax<float>(scores, ours.matrix());
    plain::softmax<float>(scores, theirs.matrix());
    expect_near(ours, theirs, 1e-6);
    softmax_backward<float>(theirs, d_weights, d_ours.matrix());
    plain::softmax_backward<float>(theirs, d_weights, d_theirs.matrix());
    expect_near(d_ours, d_theirs, 1e-6);
  }
}

TEST(Softmax, derivatives_agree_with_finite_differences) {
  constexpr double h = 1e-5;
  auto scores = random_scores<double>(1, 9, 2);
  const auto d_weights = Tensor<double>::random({1, 9}, 8);
  Tensor<double> weights({1, 9}), d_scores({1, 9});
  const auto loss = [&] {
    softmax<double>(scores, weights.matrix());
    double sum = 0;
    for (std::size_t i = 0; i < 9; ++i) sum += weights.values()[i] * d_weights.values()[i];
    return sum;
  };
  loss();
  softmax_backward<double>(weights, d_weights, d_scores.matrix());
  for (std::size_t i = 0; i < 9; ++i) {
    scores.values()[i] += h;
    const double above = loss();
    scores.values()[i] -= 2 * h;
    const double below = loss();
    scores.values()[i] += h;
    EXPECT_NEAR(d_scores.values()[i], (above - below) / (2 * h), 1e-9) << i;
  }
}

TEST(CausalSoftmax, is_the_softmax_of_masked_scores) {
  for (const Index tokens : {1, 5, 16, 17, 40}) {
    const auto scores = masked_scores<double>(2, tokens);
    Tensor<double> causal({2 * tokens, tokens}), plain_causal({2 * tokens, tokens}), full({2 * tokens, tokens});
    causal_softmax<double>(scores, causal.matrix());
    plain::causal_softmax<double>(scores, plain_causal.matrix());
    softmax<double>(scores, full.matrix());
    expect_near(causal, full, 1e-14);
    expect_near(plain_causal, full, 1e-14);
  }
}

TEST(CausalSoftmax, gives_later_tokens_exactly_nothing) {
  const auto scores = masked_scores<float>(3, 33);
  Tensor<float> weights({99, 33});
  for (float& weight : weights.values()) weight = std::nanf("");
  causal_softmax<float>(scores, weights.matrix());
  for (Index i = 0; i < 99; ++i) {
    double sum = 0;
    for (Index j = 0; j < 33; ++j) {
      sum += double{weights.matrix()(i, j)};
      if (j > i % 33) {
        ASSERT_EQ(weights.matrix()(i, j), 0.0F) << i << ", " << j;
      }
    }
    EXPECT_NEAR(sum, 1, 1e-6);
  }
}

TEST(CausalSoftmax, backward_agrees_with_the_plain_loops_and_works_in_place) {
  for (const Index tokens : {1, 5, 16, 17, 40}) {
    const auto scores = masked_scores<double>(2, tokens);
    const auto d_weights = Tensor<double>::random({2 * tokens, tokens}, 9);
    auto in_place = Tensor<double>::random({2 * tokens, tokens}, 9);
    Tensor<double> weights({2 * tokens, tokens}), theirs({2 * tokens, tokens}), full({2 * tokens, tokens});
    causal_softmax<double>(scores, weights.matrix());
    causal_softmax_backward<double>(weights, in_place, in_place.matrix());
    plain::causal_softmax_backward<double>(weights, d_weights, theirs.matrix());
    softmax_backward<double>(weights, d_weights, full.matrix());
    expect_near(in_place, theirs, 1e-14);
    expect_near(full, theirs, 1e-14);
  }
}

TEST(Softmax, a_score_of_minus_infinity_weighs_nothing) {
  const std::vector<double> scores = {1, -infinity, 1};
  std::vector<double> weights(3);
  softmax<double>({scores.data(), 1, 3}, Matrix<double>{weights.data(), 1, 3});
  EXPECT_NEAR(weights[0], 0.5, 1e-15);
  EXPECT_NEAR(weights[1], 0, 1e-300);
}

}  // namespace
}  // namespace trackmeet::nn
