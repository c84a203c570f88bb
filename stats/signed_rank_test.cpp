// SPDX-License-Identifier: Apache-2.0
#include "stats/signed_rank.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace trackmeet::stats {
namespace {

// Depression scores before and after treatment (Hollander and Wolfe 1973, p. 29), as in R's example(wilcox.test):
// V = 40, p-value = 0.01953 for the alternative `greater`.
TEST(SignedRank, IsThatOfTheTextbook) {
  const std::vector<double> before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
  const std::vector<double> after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
  std::vector<double> d;
  for (std::size_t i = 0; i < before.size(); ++i) d.push_back(before[i] - after[i]);
  const SignedRankTest test = signed_rank(d);
  EXPECT_EQ(test.above, 40);
  EXPECT_DOUBLE_EQ(test.p_above, 10.0 / 512);
  EXPECT_DOUBLE_EQ(test.p_below, 1 - 7.0 / 512);  // seven flips give more than 40
  EXPECT_TRUE(test.exact);
}

/// p of both sides by flipping the signs in every way, with mean ranks up to a cap, zeros ranked and left out.
SignedRankTest by_enumeration(const std::vector<double>& values, double cap) {
  std::vector<double> ranks;
  std::vector<bool> positive;
  for (const double value : values) {
    if (value == 0) continue;
    double rank = 0.5;
    for (const double other : values)
      rank += std::abs(other) < std::abs(value) ? 1 : std::abs(other) == std::abs(value) ? 0.5 : 0;
    ranks.push_back(std::min(rank, std::ceil(cap * static_cast<double>(values.size()))));
    positive.push_back(value > 0);
  }
  SignedRankTest test;
  for (std::size_t i = 0; i < ranks.size(); ++i) test.above += positive[i] ? ranks[i] : 0;
  double at_least = 0;
  double at_most = 0;
  const std::size_t flips = std::size_t{1} << ranks.size();
  for (std::size_t flip = 0; flip < flips; ++flip) {
    double sum = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i) sum += (flip >> i & 1U) != 0 ? ranks[i] : 0;
    at_least += sum >= test.above ? 1 : 0;
    at_most += sum <= test.above ? 1 : 0;
  }
  test.p_above = at_least / static_cast<double>(flips);
  test.p_below = at_most / static_cast<double>(flips);
  return test;
}

TEST(SignedRank, IsThatOfEverySignFlipWithTiesAndZerosToo) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<double> values(1 + random() % 12);
    const std::uint64_t range = seed % 3 == 0 ? 7 : 100'000;
    for (double& value : values)
      value = static_cast<double>(random() % range) - static_cast<double>(range) / 2 + (seed % 2 == 0 ? 0.5 : 0.3);
    const double cap = seed % 5 == 0 ? 1 : 0.5;
    const SignedRankTest want = by_enumeration(values, cap);
    const SignedRankTest test = signed_rank(values, cap);
    EXPECT_EQ(test.above, want.above) << "seed " << seed;
    EXPECT_NEAR(test.p_above, want.p_above, 1e-12) << "seed " << seed;
    EXPECT_NEAR(test.p_below, want.p_below, 1e-12) << "seed " << seed;
  }
}

TEST(SignedRank, FlippingAllSignsSwapsTheSides) {
  std::mt19937_64 random(5);
  for (const std::size_t n : {3U, 40U, 200U, 201U, 700U}) {
    std::vector<double> values(n);
    for (double& value : values) value = static_cast<double>(random() % 1000) - 400;
    const SignedRankTest test = signed_rank(values);
    for (double& value : values) value = -value;
    const SignedRankTest mirrored = signed_rank(values);
    EXPECT_EQ(test.p_above, mirrored.p_below) << n;
    EXPECT_EQ(test.p_below, mirrored.p_above) << n;
    EXPECT_EQ(test.exact, n <= largest_exact_flips);
  }
}

TEST(SignedRank, ACapLetsWildValuesWeighLess) {
  std::vector<double> values(30);
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = i < 4 ? -100 - static_cast<double>(i) : 1 + 0.01 * static_cast<double>(i);
  EXPECT_LT(signed_rank(values, 0.5).p_above, signed_rank(values).p_above / 5);
}

TEST(SignedRank, NothingAndZerosProveNothing) {
  EXPECT_EQ(signed_rank({}).p_above, 1);
  EXPECT_EQ(signed_rank(std::vector{0.0, 0.0}).p_above, 1);
  EXPECT_EQ(signed_rank(std::vector{0.0, 0.0}).p_below, 1);
  EXPECT_EQ(signed_rank(std::vector{0.0, 2.0}).p_above, 0.5);
}

TEST(SignedRank, AllOnOneSideIsOneOfAllFlipsHoweverMany) {
  for (const std::size_t n : {1U, 10U, 53U, 200U}) {
    std::vector<double> values(n);
    for (std::size_t i = 0; i < n; ++i) values[i] = 1 + static_cast<double>(i);
    const SignedRankTest test = signed_rank(values);
    EXPECT_DOUBLE_EQ(test.p_above, std::ldexp(1.0, -static_cast<int>(n)));
    EXPECT_EQ(test.p_below, 1);
  }
}

TEST(SignedRank, TheNormalApproximationTakesOverWithoutAJump) {
  std::mt19937_64 random(9);
  for (int i = 0; i < 20; ++i) {
    std::vector<double> values(201);
    for (double& value : values) value = static_cast<double>(random() % 100'000) - 45'000 + 0.1 * i;
    const SignedRankTest approximate = signed_rank(values);
    values.erase(values.begin() + 100);
    const SignedRankTest exact = signed_rank(values);
    EXPECT_FALSE(approximate.exact);
    EXPECT_TRUE(exact.exact);
    // One value less moves z by at most about 0.15.
    EXPECT_NEAR(std::log(approximate.p_above), std::log(exact.p_above), 0.15 * 3 + 0.2 * -std::log(exact.p_above));
  }
}

TEST(SignedRank, TailsAreThoseOfTheTables) {
  // Wilcoxon's table: for n = 10, P(W <= 8) = 0.0244; for n = 15, P(W <= 25) = 0.0240; for n = 20, P(W <= 52) = 0.0242.
  EXPECT_NEAR(signed_rank_tail(10, 8), 0.0244, 5e-5);
  EXPECT_NEAR(signed_rank_tail(15, 25), 0.0240, 5e-5);
  EXPECT_NEAR(signed_rank_tail(20, 52), 0.0242, 5e-5);
  EXPECT_EQ(signed_rank_tail(3, 6), 1);
  EXPECT_EQ(signed_rank_tail(3, 5), 7.0 / 8);
  EXPECT_EQ(signed_rank_tail(3, 3), 5.0 / 8);
}

}  // namespace
}  // namespace trackmeet::stats
