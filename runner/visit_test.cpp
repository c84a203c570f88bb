// SPDX-License-Identifier: Apache-2.0
#include "runner/visit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace trackmeet::runner {
namespace {

using model::Side;

std::vector<std::size_t> order_of(const std::vector<Visit>& visits, Phase phase, std::uint32_t round) {
  std::vector<std::size_t> order;
  for (const Visit& visit : visits)
    if (visit.phase == phase && visit.round == round) order.push_back(visit.benchmark);
  return order;
}

TEST(PlanVisits, calibrates_what_is_asked_then_warms_up_then_measures) {
  const auto visits = plan_visits({{true, false, true}, 1, 2, false, 7});
  ASSERT_EQ(visits.size(), 2U + 3 + 6);
  EXPECT_EQ(order_of(visits, Phase::calibration, 0), (std::vector<std::size_t>{0, 2}));
  EXPECT_TRUE(std::ranges::is_sorted(visits, {}, &Visit::phase));
  EXPECT_EQ(order_of(visits, Phase::warmup, 0).size(), 3U);
}

TEST(PlanVisits, every_round_visits_every_benchmark_once) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const auto visits = plan_visits({std::vector<bool>(9, true), 1, 4, false, seed});
    for (std::uint32_t round = 0; round < 4; ++round) {
      auto order = order_of(visits, Phase::round, round);
      std::ranges::sort(order);
      EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7, 8})) << "seed " << seed;
    }
  }
}

TEST(PlanVisits, the_order_follows_from_the_seed_on_every_platform) {
  // Worked out by a second implementation of the generator (mt19937_64) and of the shuffle.
  const auto visits = plan_visits({std::vector<bool>(5, false), 0, 3, false, 43});
  EXPECT_EQ(order_of(visits, Phase::round, 0), (std::vector<std::size_t>{0, 2, 4, 3, 1}));
  EXPECT_EQ(order_of(visits, Phase::round, 1), (std::vector<std::size_t>{1, 0, 3, 4, 2}));
  EXPECT_EQ(order_of(visits, Phase::round, 2), (std::vector<std::size_t>{1, 3, 0, 4, 2}));
  EXPECT_NE(visits, plan_visits({std::vector<bool>(5, false), 0, 3, false, 44}));
}

TEST(PlanVisits, every_order_is_as_likely_as_the_other) {
  std::map<std::vector<std::size_t>, int> seen;
  constexpr int draws = 6000;
  const auto visits = plan_visits({std::vector<bool>(3, false), 0, draws, false, 1});
  for (std::size_t at = 0; at < visits.size(); at += 3)
    ++seen[{visits[at].benchmark, visits[at + 1].benchmark, visits[at + 2].benchmark}];
  ASSERT_EQ(seen.size(), 6U);
  for (const auto& [order, times] : seen) EXPECT_NEAR(times, draws / 6, 150);  // five standard deviations
}

TEST(PlanVisits, against_itself_blocks_are_ABBA_or_BAAB) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    std::map<std::pair<std::size_t, std::uint32_t>, std::map<std::uint32_t, Side>> blocks;
    for (const Visit& visit : plan_visits({std::vector<bool>(3, false), 0, 6, true, seed})) {
      ASSERT_TRUE(visit.block && visit.position);
      EXPECT_EQ(*visit.block, visit.round / 2);
      auto& sides = blocks[{visit.benchmark, *visit.block}];
      EXPECT_TRUE(sides.emplace(*visit.position, visit.side).second);
    }
    ASSERT_EQ(blocks.size(), 9U);
    for (auto& [which, sides] : blocks) {
      ASSERT_EQ(sides.size(), 4U) << "seed " << seed;
      EXPECT_EQ(sides[0], sides[3]) << "seed " << seed;
      EXPECT_EQ(sides[1], sides[2]) << "seed " << seed;
      EXPECT_NE(sides[0], sides[1]) << "seed " << seed;
    }
  }
}

TEST(PlanVisits, against_itself_both_sides_of_a_round_follow_each_other) {
  const auto visits = plan_visits({std::vector<bool>(4, false), 0, 4, true, 3});
  for (std::size_t at = 0; at < visits.size(); at += 2) {
    EXPECT_EQ(visits[at].benchmark, visits[at + 1].benchmark);
    EXPECT_EQ(visits[at].round, visits[at + 1].round);
    EXPECT_NE(visits[at].side, visits[at + 1].side);
  }
}

TEST(PlanVisits, the_coin_is_fair_and_tossed_for_each_benchmark) {
  constexpr int blocks = 2000;
  int base_first[2] = {0, 0};
  int alike = 0;
  std::map<std::uint32_t, std::vector<Side>> of_block;
  for (const Visit& visit : plan_visits({std::vector<bool>(2, false), 0, 2 * blocks, true, 11})) {
    if (visit.position != 0U) continue;
    base_first[visit.benchmark] += visit.side == Side::base ? 1 : 0;
    of_block[*visit.block].push_back(visit.side);
  }
  for (const auto& [block, sides] : of_block) alike += sides[0] == sides[1] ? 1 : 0;
  EXPECT_NEAR(base_first[0], blocks / 2, 112);  // five standard deviations
  EXPECT_NEAR(base_first[1], blocks / 2, 112);
  EXPECT_NEAR(alike, blocks / 2, 112);
}

TEST(PlanVisits, an_odd_last_round_is_half_a_block) {
  const auto visits = plan_visits({{false}, 0, 3, true, 5});
  ASSERT_EQ(visits.size(), 6U);
  EXPECT_EQ(visits[4].block, 1U);
  EXPECT_EQ(visits[4].position, 0U);
  EXPECT_EQ(visits[5].position, 1U);
}

TEST(PlanVisits, what_is_run_once_is_visited_in_the_first_round_alone_and_the_others_as_ever) {
  const auto visits = plan_visits({{true, true, false}, 2, 3, false, 9, {false, true, true}});
  std::vector<std::size_t> times(3, 0);
  for (const Visit& visit : visits) ++times[visit.benchmark];
  EXPECT_EQ(times, (std::vector<std::size_t>{1 + 2 + 3, 1, 1}));
  for (const Visit& visit : visits) {
    EXPECT_TRUE(visit.benchmark == 0 || (visit.phase == Phase::round && visit.round == 0));
  }
  EXPECT_EQ(plan_visits({{false}, 1, 5, true, 9, {true}}).size(), 2U);
}

TEST(PlanVisits, nothing_to_visit_is_fine) { EXPECT_TRUE(plan_visits({{}, 2, 3, true, 1}).empty()); }

}  // namespace
}  // namespace trackmeet::runner
