// SPDX-License-Identifier: Apache-2.0
#include "compare/duet_plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace trackmeet::compare {
namespace {

using Looks = std::vector<std::uint32_t>;

TEST(DuetPlan, looks_are_fixed_shares_of_the_most_blocks) {
  EXPECT_EQ(looks_for(59), (Looks{12, 18, 24, 32, 41, 50, 59}));
  EXPECT_EQ(looks_for(100), (Looks{20, 30, 40, 55, 70, 85, 100}));
  EXPECT_EQ(looks_for(20), (Looks{6, 8, 11, 14, 17, 20}));
  EXPECT_EQ(looks_for(7), (Looks{6, 7}));
  EXPECT_EQ(looks_for(6), (Looks{6}));
  EXPECT_EQ(looks_for(3), (Looks{3}));
  EXPECT_EQ(looks_for(1), (Looks{1}));
}

TEST(DuetPlan, looks_ascend_and_end_with_the_most_blocks) {
  for (std::uint32_t most = 1; most <= 500; ++most) {
    const Looks looks = looks_for(most);
    EXPECT_EQ(std::ranges::adjacent_find(looks, std::greater_equal()), looks.end()) << most;
    EXPECT_GE(looks.front(), std::min(6U, most)) << most;
    EXPECT_EQ(looks.back(), most);
    EXPECT_LE(looks.size(), 7U);
  }
}

TEST(DuetPlan, one_look_can_fire_as_soon_as_all_flips_but_one_are_worse) {
  const Looks six = {6};
  EXPECT_TRUE(can_fire(six, 1.0 / 64));
  EXPECT_FALSE(can_fire(six, 1.0 / 65));
  EXPECT_FALSE(can_fire({}, 0.5));
  const Looks huge = {100'000};
  EXPECT_TRUE(can_fire(huge, 1e-12));
}

TEST(DuetPlan, the_fewest_blocks_that_can_fire_can_and_one_less_cannot) {
  EXPECT_EQ(blocks_to_fire(0.5), 1U);
  for (const double level : {0.01, 0.005, 2.25e-4, 1e-5, 1e-7}) {
    const std::uint32_t blocks = blocks_to_fire(level);
    EXPECT_TRUE(can_fire(looks_for(blocks), level)) << level;
    EXPECT_FALSE(can_fire(looks_for(blocks - 1), level)) << level;
  }
  EXPECT_EQ(blocks_to_fire(2.25e-4), 13U);  // of twenty benchmarks at one per cent
}

TEST(DuetPlan, levels_of_all_rows_and_directions_add_up_to_alpha) {
  EXPECT_DOUBLE_EQ(level_of_row(0.01, 20, true, 0), 0.00025);
  EXPECT_DOUBLE_EQ(level_of_row(0.01, 20, true, 2), 0.000225);
  EXPECT_DOUBLE_EQ(level_of_row(0.01, 20, false, 2), 0.0000125);
  EXPECT_DOUBLE_EQ(20 * 2 * (level_of_row(0.01, 20, true, 3) + 3 * level_of_row(0.01, 20, false, 3)), 0.01);
}

}  // namespace
}  // namespace trackmeet::compare
