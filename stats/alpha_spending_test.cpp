// SPDX-License-Identifier: Apache-2.0
#include "stats/alpha_spending.hpp"

#include <gtest/gtest.h>

namespace trackmeet::stats {
namespace {

// Five equal looks at one-sided 0.025, as published for this function: 0.0000, 0.0004, 0.0038, 0.0122 and 0.0250 are
// spent in all, and the first bound is z = 4.877 (one-sided p = 5.4e-7).
TEST(AlphaSpending, IsThatOfLanAndDeMets) {
  EXPECT_NEAR(alpha_spent(0.025, 0.2), 5.4e-7, 0.1e-7);
  EXPECT_NEAR(alpha_spent(0.025, 0.4), 0.0004, 5e-5);
  EXPECT_NEAR(alpha_spent(0.025, 0.6), 0.0038, 5e-5);
  EXPECT_NEAR(alpha_spent(0.025, 0.8), 0.0122, 5e-5);
  EXPECT_EQ(alpha_spent(0.025, 1), 0.025);
}

TEST(AlphaSpending, GrowsFromNothingToAll) {
  for (const double level : {0.2, 0.01, 1e-4, 1e-9}) {
    EXPECT_EQ(alpha_spent(level, 0), 0);
    double before = 0;
    for (double t = 0.05; t < 1; t += 0.05) {
      const double spent = alpha_spent(level, t);
      EXPECT_GE(spent, before) << level << ' ' << t;
      EXPECT_LE(spent, level);
      before = spent;
    }
    EXPECT_EQ(alpha_spent(level, 1), level);
    EXPECT_EQ(alpha_spent(level, 1.5), level);
  }
}

}  // namespace
}  // namespace trackmeet::stats
