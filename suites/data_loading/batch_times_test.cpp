// SPDX-License-Identifier: Apache-2.0
#include "suites/data_loading/batch_times.hpp"

#include <gtest/gtest.h>

namespace trackmeet::suites::data_loading {
namespace {

TEST(BatchTimes, quantiles_are_by_nearest_rank_whatever_the_order) {
  BatchTimes times;
  EXPECT_EQ(times.quantile(0.99), 0);
  for (int i = 200; i >= 1; --i) times.add(i);
  EXPECT_EQ(times.quantile(0.99), 198);
  EXPECT_EQ(times.median(), 100);
  EXPECT_EQ(times.quantile(0), 1);
  EXPECT_EQ(times.quantile(1), 200);
}

TEST(BatchTimes, the_99th_percentile_of_few_is_the_longest) {
  BatchTimes times;
  for (const double seconds : {3.0, 7.0, 5.0}) times.add(seconds);
  EXPECT_EQ(times.quantile(0.99), 7);
}

TEST(BatchTimes, of_too_many_the_latest_are_kept_and_cleared_there_are_none) {
  BatchTimes times(4);
  for (int i = 1; i <= 6; ++i) times.add(i);
  EXPECT_EQ(times.quantile(0), 3);
  EXPECT_EQ(times.quantile(1), 6);
  times.clear();
  EXPECT_EQ(times.median(), 0);
}

}  // namespace
}  // namespace trackmeet::suites::data_loading
