// SPDX-License-Identifier: Apache-2.0
#include "runner/time_left.hpp"

#include <gtest/gtest.h>

namespace trackmeet::runner {
namespace {

TEST(TimeLeft, follows_each_benchmark_by_its_own_pace) {
  const auto visits = plan_visits({{false, false}, 0, 3, false, 1});
  TimeLeft left(2, visits);
  EXPECT_EQ(left.processes_in_all(), 6U);
  EXPECT_LT(left.seconds(), 0);
  left.done(0, 10);
  EXPECT_DOUBLE_EQ(left.seconds(), 2 * 10 + 3 * 10);  // nothing known of the other yet
  left.done(1, 1);
  EXPECT_DOUBLE_EQ(left.seconds(), 2 * 10 + 2 * 1);
  EXPECT_EQ(left.processes_done(), 2U);
  left.give_up(0);
  EXPECT_DOUBLE_EQ(left.seconds(), 2 * 1);
  EXPECT_EQ(left.processes_in_all(), 4U);
}

}  // namespace
}  // namespace trackmeet::runner
