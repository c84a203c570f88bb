// SPDX-License-Identifier: Apache-2.0
#include "stats/distributions.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace trackmeet::stats {
namespace {

TEST(Distributions, AgreeWithPrintedTables) {
  EXPECT_NEAR(two_sided_quantile(0.05, INFINITY), 1.959964, 1e-6);
  EXPECT_NEAR(two_sided_quantile(0.05, 4), 2.776445, 1e-6);
  EXPECT_NEAR(two_sided_p(2.776445, 4), 0.05, 1e-7);
  EXPECT_NEAR(two_sided_p(-1.959964, INFINITY), 0.05, 1e-7);
}

TEST(Distributions, ProbabilityAndQuantileAreInverse) {
  for (const double degrees : {1.0, 2.5, 30.0, 1e7})
    for (const double alpha : {0.5, 0.05, 1e-6})
      EXPECT_NEAR(two_sided_p(two_sided_quantile(alpha, degrees), degrees) / alpha, 1, 1e-9);
}

TEST(Distributions, VarianceRatiosAgreeWithPrintedTables) {
  EXPECT_NEAR(variance_ratio_p(6.388, 4, 4), 0.05, 1e-4);
  EXPECT_NEAR(variance_ratio_p(1, 7, 7), 0.5, 1e-12);
  EXPECT_EQ(variance_ratio_p(INFINITY, 4, 4), 0);
  EXPECT_EQ(variance_ratio_p(0, 4, 4), 1);
}

TEST(Distributions, AnInfiniteStatisticIsImpossibleByChance) { EXPECT_EQ(two_sided_p(INFINITY, 3), 0); }

}  // namespace
}  // namespace trackmeet::stats
