// SPDX-License-Identifier: Apache-2.0
#include "stats/walsh.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "stats/signed_rank.hpp"
#include "stats/summary.hpp"

namespace trackmeet::stats {
namespace {

std::vector<double> all_averages(const std::vector<double>& values) {
  std::vector<double> averages;
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t j = i; j < values.size(); ++j) averages.push_back(values[i] / 2 + values[j] / 2);
  std::ranges::sort(averages);
  return averages;
}

TEST(Walsh, EstimateAndIntervalAreAveragesOfPairs) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<double> values(1 + random() % 40);
    const std::uint64_t range = seed % 3 == 0 ? 5 : 1'000'000;
    for (double& value : values) value = static_cast<double>(random() % range) - static_cast<double>(range / 2);
    const std::vector<double> averages = all_averages(values);
    const Shift shift = walsh(values);
    EXPECT_DOUBLE_EQ(shift.estimate, median(averages)) << "seed " << seed;
    std::size_t outside = 0;  // as many as the test leaves
    while (1 - 2 * signed_rank_tail(values.size(), outside + 1) >= 0.95) ++outside;
    EXPECT_EQ(shift.low, averages[outside]) << "seed " << seed;
    EXPECT_EQ(shift.high, averages[averages.size() - 1 - outside]) << "seed " << seed;
  }
}

// Of the nine differences in signed_rank_test.cpp R gives the pseudomedian 0.46 and an interval at 0.9609 from the
// sixth average of 45 to the sixth from the end: P(W <= 5) = 10/512.
TEST(Walsh, IntervalIsThatOfTheSignedRankTest) {
  const std::vector<double> d = {0.952, -0.147, 1.022, 0.430, 0.620, 0.590, 0.490, -0.080, 0.010};
  const Shift shift = walsh(d);
  EXPECT_NEAR(shift.estimate, 0.46, 1e-12);
  EXPECT_NEAR(shift.confidence, 1 - 20.0 / 512, 1e-12);
  EXPECT_DOUBLE_EQ(shift.low, all_averages(d)[5]);
  EXPECT_DOUBLE_EQ(shift.high, all_averages(d)[39]);
}

TEST(Walsh, NoValueWithinTheIntervalIsRejectedAndEveryOneBeyondIs) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<double> values(6 + random() % 30);
    for (double& value : values) value = static_cast<double>(random() % 1'000'000'007) * 1e-9 - 0.4;
    const Shift shift = walsh(values);
    const auto p = [&](double at) {
      std::vector<double> moved = values;
      for (double& value : moved) value -= at;
      const SignedRankTest test = signed_rank(moved);
      return 2 * std::min(test.p_above, test.p_below);
    };
    EXPECT_LE(p(shift.low - 1e-9), 0.05) << "seed " << seed;
    EXPECT_LE(p(shift.high + 1e-9), 0.05) << "seed " << seed;
    EXPECT_GT(p(shift.low + 1e-9), 0.05) << "seed " << seed;
    EXPECT_GT(p(shift.high - 1e-9), 0.05) << "seed " << seed;
  }
}

TEST(Walsh, TooFewValuesGiveTheWholeRangeAndSaySo) {
  const Shift shift = walsh(std::vector{1.0, 3.0, 8.0});
  EXPECT_EQ(shift.low, 1);
  EXPECT_EQ(shift.high, 8);
  EXPECT_NEAR(shift.confidence, 0.75, 1e-12);
  const Shift single = walsh(std::vector{4.0});
  EXPECT_EQ(single.estimate, 4);
  EXPECT_EQ(single.confidence, 0);
  EXPECT_TRUE(std::isinf(single.error));
}

TEST(Walsh, HoldsManyValuesAndManyZeros) {
  std::vector<double> values(5000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i % 3) - 1;  // -1, 0, 1
  const Shift shift = walsh(values);
  EXPECT_EQ(shift.estimate, 0);
  EXPECT_LE(shift.low, 0);
  EXPECT_GE(shift.high, 0);
  const Shift none = walsh(std::vector<double>(60, 0.0));
  EXPECT_EQ(none.low, 0);
  EXPECT_EQ(none.high, 0);
  EXPECT_EQ(none.error, 0);
}

}  // namespace
}  // namespace trackmeet::stats
