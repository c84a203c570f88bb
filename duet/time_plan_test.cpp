// SPDX-License-Identifier: Apache-2.0
#include "duet/time_plan.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace trackmeet::duet {
namespace {

using Blocks = std::vector<std::uint32_t>;

TEST(TimePlan, gives_all_the_most_where_time_is_plenty) {
  const std::vector<double> block_s = {0.1, 0.2};
  EXPECT_EQ(plan_blocks(block_s, 1000, 60, 20), (Blocks{60, 60}));
}

TEST(TimePlan, one_benchmark_gets_what_fits_with_a_reserve) {
  EXPECT_EQ(plan_blocks(std::vector{1.0}, 50, 60, 20), Blocks{45});
}

TEST(TimePlan, what_a_quick_benchmark_leaves_goes_to_the_slow_one) {
  const Blocks blocks = plan_blocks(std::vector{0.01, 1.0}, 50, 60, 20);
  EXPECT_EQ(blocks[0], 60U);
  EXPECT_GT(blocks[1], 45U);  // more than half of the time
}

TEST(TimePlan, plans_a_little_more_than_there_is_time_for_since_some_stop_early) {
  const std::vector<double> block_s(20, 1.0);
  const Blocks blocks = plan_blocks(block_s, 600, 60, 20);
  const double planned_s = std::accumulate(blocks.begin(), blocks.end(), 0.0);
  EXPECT_GT(planned_s, 600.0);
  EXPECT_LT(planned_s, 750.0);
}

TEST(TimePlan, cuts_down_the_most_expensive_until_the_others_can_be_decided) {
  const Blocks blocks = plan_blocks(std::vector{1.0, 10.0, 1.0}, 80, 60, 20);
  EXPECT_EQ(blocks[1], 2U);
  EXPECT_GE(blocks[0], 20U);
  EXPECT_GE(blocks[2], 20U);
}

TEST(TimePlan, without_any_time_there_are_two_blocks_of_each_for_an_estimate) {
  EXPECT_EQ(plan_blocks(std::vector{1.0, 2.0}, -5, 60, 20), (Blocks{2, 2}));
  EXPECT_EQ(plan_blocks(std::vector{1.0}, 1, 1, 20), Blocks{1});
  EXPECT_TRUE(plan_blocks({}, 10, 60, 20).empty());
}

}  // namespace
}  // namespace trackmeet::duet
