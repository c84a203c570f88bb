// SPDX-License-Identifier: Apache-2.0
#include "compare/families.hpp"

#include <gtest/gtest.h>

namespace trackmeet::compare {
namespace {

Pair pair_of(const std::string& metric) { return {"b", model::metric_named(metric), {1}, {1}}; }

TEST(Families, TheFirstMetricHasTheWholeRateAndTheOthersHaveItOnceMoreTogether) {
  const auto shares = shares_of({pair_of("cpu_time"), pair_of("real_time"), pair_of("peak_rss"), pair_of("real_time")},
                                {"real_time", "cpu_time", "peak_rss"});
  ASSERT_EQ(shares.size(), 3U);
  EXPECT_EQ(shares.at("real_time"), 1);
  EXPECT_EQ(shares.at("cpu_time"), 0.5);
  EXPECT_EQ(shares.at("peak_rss"), 0.5);
}

TEST(Families, WhatIsExactOrGuessedTakesNothingFromTheOthers) {
  const auto shares = shares_of(
      {pair_of("real_time"), pair_of("peak_rss"), pair_of("allocs_per_iter"), pair_of("loss"), pair_of("energy")},
      {"loss", "real_time", "peak_rss", "allocs_per_iter", "energy"});
  EXPECT_EQ(shares.at("real_time"), 1) << "the first whose direction is known";
  EXPECT_EQ(shares.at("peak_rss"), 1);
  EXPECT_FALSE(shares.contains("allocs_per_iter"));
  EXPECT_EQ(shares.at("loss"), 0.5);
  EXPECT_EQ(shares.at("energy"), 0.5);
}

TEST(Families, OneWordOnItsDirectionMakesAMetricOneThatRaisesAlarms) {
  Pair told = pair_of("loss");
  told.metric.guessed = false;
  EXPECT_EQ(shares_of({pair_of("loss"), told, pair_of("real_time")}, {"real_time", "loss"}).at("loss"), 1);
  EXPECT_TRUE(shares_of({}, {"real_time"}).empty());
}

TEST(Families, RatesAndCpuTimeAreViewsOfTheTime) {
  for (const char* name : {"cpu_time", "items_per_second", "GB/s"})
    EXPECT_TRUE(is_view_of_time(model::metric_named(name))) << name;
  for (const char* name : {"real_time", "peak_rss", "loss", "p99_batch_time"})
    EXPECT_FALSE(is_view_of_time(model::metric_named(name))) << name;
}

}  // namespace
}  // namespace trackmeet::compare
