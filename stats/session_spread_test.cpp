// SPDX-License-Identifier: Apache-2.0
#include "stats/session_spread.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace trackmeet::stats {
namespace {

struct Plan {
  std::size_t groups, sessions, items;
  double common, own, error;
};

std::vector<Location> simulate(const Plan& plan, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  std::vector<Location> locations;
  for (std::size_t group = 0; group < plan.groups; ++group)
    for (std::size_t session = 0; session < plan.sessions; ++session) {
      const double shared = plan.common * normal(random);
      for (std::size_t item = 0; item < plan.items; ++item)
        locations.push_back({group, group * 100 + session, item,
                             static_cast<double>(item) + 0.1 * static_cast<double>(group) + shared +
                                 plan.own * normal(random) + plan.error * normal(random),
                             plan.error});
    }
  return locations;
}

TEST(SessionSpread, TellsTheSharedShiftFromTheOwnOnesAndTakesTheRoundsErrorOut) {
  double common = 0;
  double own = 0;
  constexpr int tries = 200;
  for (std::uint64_t seed = 1; seed <= tries; ++seed) {
    const SessionSpread spread = session_spread(simulate({1, 5, 50, 0.03, 0.02, 0.01}, seed));
    EXPECT_EQ(spread.sessions, 5U);
    EXPECT_EQ(spread.common_degrees, 4);
    EXPECT_EQ(spread.own_degrees, 4 * (49.0 - static_cast<double>(spread.moody.size())));
    common += spread.common * spread.common / tries;
    own += spread.own * spread.own / tries;
  }
  EXPECT_NEAR(std::sqrt(common), 0.03, 0.003);
  EXPECT_NEAR(std::sqrt(own), 0.02, 0.0005);
}

TEST(SessionSpread, AChangeOfTheProgramIsNoSpread) {
  // Two groups whose programs differ by 10 %: only what differs within a group counts.
  const SessionSpread spread = session_spread(simulate({2, 3, 40, 0, 0.01, 0}, 7));
  EXPECT_EQ(spread.sessions, 6U);
  EXPECT_EQ(spread.common_degrees, 4);
  EXPECT_NEAR(spread.total(), 0.01, 0.002);
}

TEST(SessionSpread, OneSessionTellsNothing) {
  const SessionSpread spread = session_spread(simulate({3, 1, 10, 0.02, 0.02, 0.01}, 5));
  EXPECT_EQ(spread.sessions, 0U);
  EXPECT_EQ(spread.common_degrees, 0);
  EXPECT_EQ(spread.total(), 0);
  EXPECT_EQ(session_spread({}).sessions, 0U);
}

TEST(SessionSpread, BenchmarksThatCameOrWentInBetweenAreUsedWhereTheyCanBe) {
  std::vector<Location> locations = simulate({1, 4, 30, 0, 0.02, 0}, 9);
  std::erase_if(locations, [](const Location& l) { return l.item == 0 && l.session > 0; });  // seen once
  std::erase_if(locations, [](const Location& l) { return l.item == 1 && l.session > 1; });  // seen twice
  const SessionSpread spread = session_spread(locations);
  EXPECT_EQ(spread.own_degrees, (28 * 4 + 2) - 29 - 3);
  EXPECT_NEAR(spread.own, 0.02, 0.004);
}

TEST(SessionSpread, AMoodyBenchmarkIsSetApart) {
  std::vector<Location> locations = simulate({1, 5, 30, 0, 0.01, 0}, 3);
  for (Location& location : locations)
    if (location.item == 7) location.value += location.session % 2 == 0 ? 0.1 : -0.1;
  const SessionSpread spread = session_spread(locations);
  ASSERT_EQ(spread.moody.size(), 1U);
  EXPECT_NEAR(std::sqrt(spread.moody.at(7).square), 0.11, 0.02);
  EXPECT_EQ(spread.moody.at(7).degrees, 4);
  EXPECT_NEAR(spread.own, 0.01, 0.002) << "the others are as calm as ever";
}

TEST(SessionSpread, BenchmarksThatAreAlikeAreSeldomSetApart) {
  std::size_t set_apart = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed)
    set_apart += session_spread(simulate({1, 5, 30, 0.01, 0.02, 0.01}, seed)).moody.size();
  EXPECT_LE(static_cast<double>(set_apart), 200 * 30 * 0.003);
}

TEST(SessionSpread, EqualSessionsHaveNone) {
  const SessionSpread spread = session_spread(simulate({1, 5, 10, 0, 0, 0}, 1));
  EXPECT_NEAR(spread.total(), 0, 1e-12);
}

}  // namespace
}  // namespace trackmeet::stats
