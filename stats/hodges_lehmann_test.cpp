// SPDX-License-Identifier: Apache-2.0
#include "stats/hodges_lehmann.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace trackmeet::stats {
namespace {

TEST(HodgesLehmann, IsTheMedianOfAllDifferences) {
  const Shift shift = hodges_lehmann(std::vector{1.0, 2.0, 4.0}, std::vector{2.0, 5.0});
  EXPECT_EQ(shift.estimate, 1);  // differences -2 0 1 1 3 4: the middle two are 1 and 1
}

// R 4.2: wilcox.test(y, x, conf.int = TRUE, exact = TRUE) gives [3, 11] for these, at an attained confidence of 0.9567.
TEST(HodgesLehmann, IntervalIsThatOfTheRankTest) {
  const std::vector<double> x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const std::vector<double> y = {2.5, 3.5, 11, 12, 13, 14, 15, 16, 17, 18};
  const Shift shift = hodges_lehmann(x, y);
  EXPECT_EQ(shift.low, 3);
  EXPECT_EQ(shift.high, 11);
  EXPECT_NEAR(shift.confidence, 0.9567, 1e-4);
}

TEST(HodgesLehmann, TooFewValuesGiveTheWholeRangeAndSaySo) {
  const Shift shift = hodges_lehmann(std::vector{1.0, 2.0}, std::vector{4.0, 8.0});
  EXPECT_EQ(shift.low, 2);
  EXPECT_EQ(shift.high, 7);
  EXPECT_NEAR(shift.confidence, 1 - 2.0 / 6, 1e-12);
  const Shift single = hodges_lehmann(std::vector{1.0}, std::vector{4.0});
  EXPECT_EQ(single.confidence, 0);
  EXPECT_TRUE(std::isinf(single.error));
}

TEST(HodgesLehmann, MovesWithTheSamplesAndMirrorsWhenTheyAreSwapped) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<double> x(2 + random() % 20);
    std::vector<double> y(2 + random() % 20);
    for (double& value : x) value = static_cast<double>(random() % 1000);
    for (double& value : y) value = static_cast<double>(random() % 1000);
    const Shift shift = hodges_lehmann(x, y);
    const Shift mirrored = hodges_lehmann(y, x);
    EXPECT_EQ(shift.estimate, -mirrored.estimate) << "seed " << seed;
    EXPECT_EQ(shift.low, -mirrored.high) << "seed " << seed;
    EXPECT_LE(shift.low, shift.estimate) << "seed " << seed;
    EXPECT_LE(shift.estimate, shift.high) << "seed " << seed;
    for (double& value : y) value += 64;
    EXPECT_EQ(hodges_lehmann(x, y).estimate, shift.estimate + 64) << "seed " << seed;
  }
}

TEST(HodgesLehmann, IntervalHoldsTheTruthAsOftenAsItSays) {
  std::mt19937_64 random(11);
  std::normal_distribution<double> normal;
  int held = 0;
  double confidence = 0;
  constexpr int tries = 2000;
  for (int i = 0; i < tries; ++i) {
    std::vector<double> x(10);
    std::vector<double> y(10);
    for (double& value : x) value = normal(random);
    for (double& value : y) value = normal(random) + 0.5;
    const Shift shift = hodges_lehmann(x, y);
    confidence = shift.confidence;
    if (shift.low <= 0.5 && 0.5 <= shift.high) ++held;
  }
  EXPECT_NEAR(static_cast<double>(held) / tries, confidence, 0.015);
}

}  // namespace
}  // namespace trackmeet::stats
