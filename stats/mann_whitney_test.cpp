// SPDX-License-Identifier: Apache-2.0
#include "stats/mann_whitney.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace trackmeet::stats {
namespace {

struct Case {
  const char* name;
  std::vector<double> x;
  std::vector<double> y;
  RankMethod method;
  double u;
  double p;
};

// p of scipy.stats.mannwhitneyu (1.10); the first four are what Google Benchmark's comparison script prints for its own
// test inputs.
const Case cases[] = {
    {"interleaved_pairs", {9, 8}, {10, 7}, RankMethod::exact, 2, 1.0},
    {"two_against_two", {90, 86}, {89, 72}, RankMethod::exact, 3, 2.0 / 3},
    {"ties_asymptotic", {8, 8}, {7, 4.54, 800}, RankMethod::asymptotic, 4, 0.76709},
    {"two_against_three", {80, 77}, {75, 66.6, 1}, RankMethod::exact, 6, 0.2},
    {"ten_against_ten",
     {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
     {2.5, 3.5, 11, 12, 13, 14, 15, 16, 17, 18},
     RankMethod::automatic,
     15,
     0.006841455757864427},
    {"many_ties_asymptotic", {1, 1, 2, 2, 3}, {2, 3, 3, 4}, RankMethod::asymptotic, 3, 0.09783166898477647},
    {"all_equal_asymptotic", {5, 5, 5}, {5, 5}, RankMethod::asymptotic, 3, 1},
    {"all_equal_exact", {5, 5, 5}, {5, 5}, RankMethod::exact, 3, 1},
};

TEST(MannWhitney, AgreesWithScipy) {
  for (const Case& c : cases) {
    const RankTest test = mann_whitney(c.x, c.y, c.method);
    EXPECT_EQ(test.u, c.u) << c.name;
    EXPECT_NEAR(test.p, c.p, 1e-5) << c.name;
  }
}

/// p by dealing the pooled values to the two sides in every way there is.
double by_enumeration(const std::vector<double>& x, const std::vector<double>& y) {
  std::vector<double> pooled = x;
  pooled.insert(pooled.end(), y.begin(), y.end());
  const auto statistic = [&](std::uint32_t taken) {
    double u = 0;
    for (std::size_t i = 0; i < pooled.size(); ++i)
      for (std::size_t j = 0; j < pooled.size(); ++j)
        if ((taken >> i & 1U) != 0 && (taken >> j & 1U) == 0)
          u += pooled[i] > pooled[j] ? 1 : pooled[i] == pooled[j] ? 0.5 : 0;
    return u;
  };
  const double seen = statistic((1U << x.size()) - 1);
  double all = 0;
  double below = 0;
  double above = 0;
  for (std::uint32_t taken = 0; taken < 1U << pooled.size(); ++taken) {
    if (static_cast<std::size_t>(std::popcount(taken)) != x.size()) continue;
    const double u = statistic(taken);
    all += 1;
    below += u <= seen ? 1 : 0;
    above += u >= seen ? 1 : 0;
  }
  return std::min(1.0, 2 * std::min(below, above) / all);
}

TEST(MannWhitney, ExactPIsThatOfEveryDealWithAndWithoutTies) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    std::mt19937_64 random(seed);
    const auto sample = [&](std::size_t size) {
      std::vector<double> values(size);
      for (double& value : values) value = static_cast<double>(random() % (seed % 2 == 0 ? 4 : 1000));
      return values;
    };
    const std::vector<double> x = sample(1 + random() % 5);
    const std::vector<double> y = sample(1 + random() % 6);
    EXPECT_NEAR(mann_whitney(x, y, RankMethod::exact).p, by_enumeration(x, y), 1e-12) << "seed " << seed;
  }
}

TEST(MannWhitney, OnlyRanksCountAndSidesMayBeSwapped) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<double> x(1 + random() % 30);
    std::vector<double> y(1 + random() % 60);
    for (double& value : x) value = static_cast<double>(random() % 500) + 1;
    for (double& value : y) value = static_cast<double>(random() % 500) + 1;
    const RankTest test = mann_whitney(x, y);
    const RankTest swapped = mann_whitney(y, x);
    EXPECT_NEAR(test.p, swapped.p, 1e-12) << "seed " << seed;
    EXPECT_EQ(test.u + swapped.u, static_cast<double>(x.size() * y.size())) << "seed " << seed;
    for (double& value : x) value = std::log(value) + 7;
    for (double& value : y) value = std::log(value) + 7;
    EXPECT_EQ(mann_whitney(x, y).p, test.p) << "seed " << seed;
  }
}

TEST(MannWhitney, ExactAndAsymptoticMeetForManyValues) {
  std::mt19937_64 random(3);
  std::vector<double> x(30);
  std::vector<double> y(30);
  for (double& value : x) value = static_cast<double>(random() % 100000);
  for (double& value : y) value = static_cast<double>(random() % 100000) + 5000;
  const double exact = mann_whitney(x, y, RankMethod::exact).p;
  EXPECT_NEAR(mann_whitney(x, y, RankMethod::asymptotic).p / exact, 1, 0.05);
}

TEST(MannWhitney, TooFewValuesCanNeverFire) {
  EXPECT_DOUBLE_EQ(smallest_rank_p(1, 1), 1);
  EXPECT_NEAR(smallest_rank_p(3, 3), 0.1, 1e-12);
  EXPECT_NEAR(smallest_rank_p(10, 10), 2.0 / 184756, 1e-15);
  EXPECT_EQ(rounds_to_reach(0.05), 4U) << "what benchstat says too";
  EXPECT_EQ(rounds_to_reach(0.0005), 8U);
}

TEST(MannWhitney, RankDistributionAddsUpToOneAndIsSymmetric) {
  const std::vector<double> below = rank_distribution(4, 7);
  ASSERT_EQ(below.size(), 29U);
  EXPECT_NEAR(below.back(), 1, 1e-15);
  EXPECT_NEAR(below[0], 1.0 / 330, 1e-15);
  for (std::size_t u = 0; u + 1 < below.size(); ++u) EXPECT_NEAR(below[u], 1 - below[27 - u], 1e-12) << u;
}

}  // namespace
}  // namespace trackmeet::stats
