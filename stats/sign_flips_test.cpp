// SPDX-License-Identifier: Apache-2.0
#include "stats/sign_flips.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace trackmeet::stats {
namespace {

using Values = std::vector<NoisyValue>;

Values mirrored(Values values) {
  for (NoisyValue& value : values) value.value = -value.value;
  return values;
}

/// p of both sides by flipping the signs in every way, with the scores that sign_flips.hpp tells of.
SignFlipTest by_enumeration(const Values& values, double centre) {
  std::vector<double> sizes;
  for (const NoisyValue& value : values)
    if (value.value != centre) sizes.push_back(std::abs(value.value - centre));
  SignFlipTest test;
  if (sizes.empty()) return test;
  std::ranges::sort(sizes);
  const double median = (sizes[(sizes.size() - 1) / 2] + sizes[sizes.size() / 2]) / 2;
  std::vector<double> scores;
  std::vector<bool> positive;
  for (const NoisyValue& value : values) {
    const double x = value.value - centre;
    if (x == 0) continue;
    scores.push_back(std::abs(x) / (2 * std::pow(1.4826 * median, 2) + x * x + value.noise));
    positive.push_back(x > 0);
  }
  const double largest = std::ranges::max(scores);
  double above = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    scores[i] = std::max(1.0, std::round(scores[i] / largest * 50));
    above += positive[i] ? scores[i] : 0;
  }
  double at_least = 0;
  double at_most = 0;
  const std::size_t flips = std::size_t{1} << scores.size();
  for (std::size_t flip = 0; flip < flips; ++flip) {
    double sum = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) sum += (flip >> i & 1U) != 0 ? scores[i] : 0;
    at_least += sum >= above ? 1 : 0;
    at_most += sum <= above ? 1 : 0;
  }
  test.p_above = at_least / static_cast<double>(flips);
  test.p_below = at_most / static_cast<double>(flips);
  return test;
}

TEST(SignFlips, AreAllOfThemWithTiesAndZerosToo) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    std::mt19937_64 random(seed);
    Values values(1 + random() % 12);
    const std::uint64_t range = seed % 3 == 0 ? 7 : 100'000;
    for (NoisyValue& value : values)
      value = {static_cast<double>(random() % range) - static_cast<double>(range / 2),
               static_cast<double>(random() % (range * range))};
    const double centre = seed % 2 == 0 ? 1 : 0.3;
    const SignFlipTest want = by_enumeration(values, centre);
    const SignFlipTest test = sign_flips(values, centre);
    EXPECT_NEAR(test.p_above, want.p_above, 1e-12) << "seed " << seed;
    EXPECT_NEAR(test.p_below, want.p_below, 1e-12) << "seed " << seed;
    EXPECT_TRUE(test.exact);
  }
}

TEST(SignFlips, FlippingAllSignsSwapsTheSides) {
  std::mt19937_64 random(5);
  for (const std::size_t n : {3U, 40U, 200U, 201U, 700U}) {
    Values values(n);
    for (NoisyValue& value : values)
      value = {static_cast<double>(random() % 1000) - 400.5, static_cast<double>(random() % 100'000)};
    const SignFlipTest test = sign_flips(values);
    const SignFlipTest other = sign_flips(mirrored(values));
    EXPECT_EQ(test.p_above, other.p_below) << n;
    EXPECT_EQ(test.p_below, other.p_above) << n;
    EXPECT_EQ(test.exact, n <= largest_exact_flips);
  }
}

// Flips drawn at random stand for identical programs: p is uniform, or above it where it is coarse, whatever the noise.
TEST(SignFlips, AreTrueHoweverUnequalTheNoise) {
  std::mt19937_64 random(21);
  constexpr int worlds = 20'000;
  int below_5_percent = 0;
  int below_1_percent = 0;
  for (int world = 0; world < worlds; ++world) {
    Values values(14);
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = {std::exp(static_cast<double>(i * i % 7)) * (random() % 2 == 0 ? 1 : -1),
                   std::exp(static_cast<double>(i * i * i % 11))};
    const double p = sign_flips(values).p_above;
    below_5_percent += p <= 0.05 ? 1 : 0;
    below_1_percent += p <= 0.01 ? 1 : 0;
  }
  EXPECT_LE(below_5_percent, 0.05 * worlds + 3 * std::sqrt(0.05 * worlds));
  EXPECT_GE(below_5_percent, 0.03 * worlds);
  EXPECT_LE(below_1_percent, 0.01 * worlds + 3 * std::sqrt(0.01 * worlds));
  EXPECT_GE(below_1_percent, 0.004 * worlds);
}

TEST(SignFlips, ValuesThatAreKnownToBeNoisyWeighLess) {
  Values values;
  for (int i = 0; i < 20; ++i) values.push_back({1 + 0.01 * i, 0.5});
  for (int i = 0; i < 10; ++i) values.push_back({(i % 2 == 0 ? 5.0 : -5.0) + 0.01 * i, 0.5});
  const double unknown = sign_flips(values).p_above;
  for (NoisyValue& value : values)
    if (std::abs(value.value) > 4) value.noise = 50;
  EXPECT_LT(sign_flips(values).p_above, unknown / 5);
}

TEST(SignFlips, WildValuesWeighLittleThoughNothingTellsOfTheirNoise) {
  Values values;
  for (int i = 0; i < 26; ++i) values.push_back({1 + 0.01 * i, 0.1});
  for (int i = 0; i < 4; ++i) values.push_back({-100.0 - i, 0.1});
  EXPECT_LT(sign_flips(values).p_above, 1e-6);
}

TEST(SignFlips, NothingAndZerosProveNothing) {
  EXPECT_EQ(sign_flips({}).p_above, 1);
  EXPECT_EQ(sign_flips(Values{{0, 1}, {0, 0}}).p_above, 1);
  EXPECT_EQ(sign_flips(Values{{0, 1}, {0, 0}}).p_below, 1);
  EXPECT_EQ(sign_flips(Values{{0, 1}, {2, 0}}).p_above, 0.5);
  EXPECT_EQ(sign_flips(Values{{3, 1}, {3, 0}}, 3).p_above, 1);
}

TEST(SignFlips, AllOnOneSideIsOneOfAllFlipsHoweverManyAndHoweverNoisy) {
  for (const std::size_t n : {1U, 10U, 53U, 200U}) {
    Values values(n);
    for (std::size_t i = 0; i < n; ++i) values[i] = {1 + static_cast<double>(i), std::exp(static_cast<double>(i % 30))};
    const SignFlipTest test = sign_flips(values);
    EXPECT_DOUBLE_EQ(test.p_above, std::ldexp(1.0, -static_cast<int>(n)));
    EXPECT_EQ(test.p_below, 1);
  }
}

TEST(SignFlips, TheNormalApproximationTakesOverWithoutAJump) {
  std::mt19937_64 random(9);
  for (int i = 0; i < 20; ++i) {
    Values values(201);
    for (NoisyValue& value : values)
      value = {static_cast<double>(random() % 100'000) - 45'000 + 0.1 * i, static_cast<double>(random() % 1'000'000)};
    const SignFlipTest approximate = sign_flips(values);
    values.erase(values.begin() + 100);
    const SignFlipTest exact = sign_flips(values);
    EXPECT_FALSE(approximate.exact);
    EXPECT_TRUE(exact.exact);
    // One value less moves z by at most about 0.15.
    EXPECT_NEAR(std::log(approximate.p_above), std::log(exact.p_above), 0.15 * 3 + 0.2 * -std::log(exact.p_above));
  }
}

TEST(RobustSquare, IsTheVarianceOfNormalValuesAndLeavesZerosOut) {
  std::mt19937_64 random(3);
  std::normal_distribution<double> normal(5, 0.25);
  Values values(4001);
  for (NoisyValue& value : values) value.value = normal(random);
  EXPECT_NEAR(robust_square(values, 5), 0.0625, 0.003);
  EXPECT_EQ(robust_square(Values{{1, 0}, {1, 0}, {1, 0}, {3, 0}}, 1), std::pow(1.4826 * 2, 2));
  EXPECT_EQ(robust_square(Values{{1, 0}}, 1), 0);
}

}  // namespace
}  // namespace trackmeet::stats
