// SPDX-License-Identifier: Apache-2.0
#include "compare/geomean.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "stats/distributions.hpp"

namespace trackmeet::compare {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

ComparedRow row_of(double change, double log_error = 0.01, const std::string& metric = "real_time") {
  ComparedRow row;
  row.name = "b";
  row.metric = model::metric_named(metric);
  row.change = change;
  row.log_error = log_error;
  row.verdict = Verdict::unchanged;
  return row;
}

TEST(Geomean, IsThatOfTheRatios) {
  const std::vector<LogChange> changes = {{std::log(2.0)}, {std::log(0.5)}, {std::log(8.0)}};
  const LogMean mean = mean_of(changes, {});
  EXPECT_NEAR(std::exp(mean.value), 2, 1e-12);
  EXPECT_EQ(mean.low, mean.value) << "nothing is uncertain";
}

TEST(Geomean, RoundsAverageAwayAndWhatAllShareDoesNot) {
  const std::vector<LogChange> four(4, {0, 0.0004, 0, 0});
  const double quantile = stats::two_sided_quantile(0.05, infinity);
  EXPECT_NEAR(mean_of(four, {}).high, quantile * 0.01, 1e-12);
  EXPECT_NEAR(mean_of(four, {0.0003, 0}).high, quantile * 0.02, 1e-12);
  const std::vector<LogChange> moody(4, {0, 0, 0, 0.0004});
  EXPECT_NEAR(mean_of(moody, {}).high, quantile * 0.01, 1e-12);
}

TEST(Geomean, FewDegreesOfFreedomWidenIt) {
  const std::vector<LogChange> one = {{0, 0.0001, 5, 0}};
  EXPECT_NEAR(mean_of(one, {}).high, stats::two_sided_quantile(0.05, 5) * 0.01, 1e-12);
  EXPECT_NEAR(mean_of(one, {0.0001, 5}).high, stats::two_sided_quantile(0.05, 10) * 0.01 * std::sqrt(2), 1e-12);
}

TEST(Geomean, WithoutAnErrorOfOneRowThereIsNoInterval) {
  const LogMean mean = mean_of(std::vector<LogChange>{{0.1, 0.0001}, {0.3, infinity}}, {});
  EXPECT_NEAR(mean.value, 0.2, 1e-12);
  EXPECT_EQ(mean.low, -infinity);
  EXPECT_EQ(mean.high, infinity);
}

TEST(Geomean, CoversTheTruthInNineteenOfTwentySuites) {
  constexpr int suites = 4000;
  constexpr double shared = 0.02, own = 0.01, of_rounds = 0.015;
  std::mt19937_64 random(7);
  std::normal_distribution<double> normal;
  int covered = 0;
  for (int i = 0; i < suites; ++i) {
    const double mood = shared * normal(random);
    std::vector<LogChange> changes;
    for (int b = 0; b < 8; ++b)
      changes.push_back(
          {mood + own * normal(random) + of_rounds * normal(random), of_rounds * of_rounds, 0, own * own});
    const LogMean mean = mean_of(changes, {shared * shared, 0});
    covered += mean.low <= 0 && 0 <= mean.high ? 1 : 0;
  }
  EXPECT_NEAR(covered / static_cast<double>(suites), 0.95, 0.012);
}

TEST(Geomean, OfSingleValuesIsAsExactAsTheyAre) {
  ComparedRow row = row_of(std::expm1(std::log(3e-9)));
  row.base = 1;
  row.head = 3e-9;
  row.base_rounds = row.head_rounds = 1;
  ComparedRow back = row_of(1 / 3e-9 - 1);
  const std::vector<MeanChange> means = mean_changes("s", {row, back}, {"real_time"}, {});
  EXPECT_NEAR(means.at(0).change, 0, 1e-14);
}

TEST(Geomean, IsOfTheJudgedRatiosOfEachMetric) {
  std::vector<ComparedRow> rows = {row_of(1), row_of(-0.5), row_of(0.21, 0.01, "peak_rss"), row_of(3)};
  rows[3].verdict = Verdict::added;
  rows.push_back(row_of(5, 0.01, "allocs_per_iter"));
  rows.back().by_difference = true;
  Mood assumed;
  assumed.variance = 0.0008;
  const std::vector<MeanChange> means =
      mean_changes("s", rows, {"real_time", "allocs_per_iter", "peak_rss"}, {{"real_time", {assumed, {}}}});
  ASSERT_EQ(means.size(), 2U);
  EXPECT_EQ(means[0].suite, "s");
  EXPECT_EQ(means[0].metric.name, "real_time");
  EXPECT_EQ(means[0].rows, 2U);
  EXPECT_NEAR(means[0].change, 0, 1e-12);
  const double half = stats::two_sided_quantile(0.05, infinity) * std::sqrt(0.00005 + 0.0008);
  EXPECT_NEAR(means[0].interval_high, std::expm1(half), 1e-12) << "an assumed mood counts as shared";
  EXPECT_NEAR(means[1].change, 0.21, 1e-12);
}

}  // namespace
}  // namespace trackmeet::compare
