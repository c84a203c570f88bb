// SPDX-License-Identifier: Apache-2.0
#include "nn/team.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace trackmeet::nn {
namespace {

TEST(Team, does_every_part_once_whatever_the_number_of_threads) {
  for (const int threads : {1, 2, 3, 5}) {
    Team team(threads);
    for (const Index parts : {0, 1, 2, 7}) {
      std::vector<int> done(7, 0);
      team.share(parts, [&](Index part) { ++done[static_cast<std::size_t>(part)]; });
      for (Index part = 0; part < 7; ++part)
        EXPECT_EQ(done[static_cast<std::size_t>(part)], part < parts ? 1 : 0) << threads << " threads, part " << part;
    }
  }
}

TEST(Team, is_done_when_it_says_so_many_times_over) {
  Team team(2);
  std::vector<long> sums(2, 0);
  for (int round = 0; round < 20'000; ++round) {
    team.share(2, [&](Index part) { sums[static_cast<std::size_t>(part)] += round; });
    ASSERT_EQ(sums[0], sums[1]);
  }
  EXPECT_EQ(sums[0], 20'000L * 19'999 / 2);
}

TEST(Team, threads_go_when_it_goes_though_never_called) { EXPECT_EQ(Team(4).threads(), 4); }

}  // namespace
}  // namespace trackmeet::nn
