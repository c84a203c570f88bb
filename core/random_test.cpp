// SPDX-License-Identifier: Apache-2.0
#include "core/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace trackmeet {
namespace {

TEST(Random, yields_the_published_numbers) {
  SplitMix64 random(1234567);  // the test vector of https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
  EXPECT_EQ(random.next(), 6457827717110365317U);
  EXPECT_EQ(random.next(), 3203168211198807973U);
  EXPECT_EQ(random.next(), 9817491932198370423U);
}

TEST(Random, depends_on_the_seed_alone) {
  std::vector<float> one(100), same(100), other(100);
  fill_random(one, 7);
  fill_random(same, 7);
  fill_random(other, 8);
  EXPECT_EQ(one, same);
  EXPECT_NE(one, other);
}

TEST(Random, fills_the_range_evenly) {
  std::vector<float> values(100'000);
  fill_random(values, 1);
  const auto [least, most] = std::ranges::minmax(values);
  EXPECT_GE(least, -1.0F);
  EXPECT_LT(least, -0.999F);
  EXPECT_LT(most, 1.0F);
  EXPECT_GT(most, 0.999F);
  EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0) / 100'000, 0.0, 0.01);
}

TEST(Random, stays_below_a_bound_and_reaches_all_of_it) {
  SplitMix64 random(3);
  std::vector<int> hits(7);
  for (int i = 0; i < 70'000; ++i) ++hits.at(random.next_below(7));
  for (const int count : hits) EXPECT_NEAR(count, 10'000, 500);
  EXPECT_EQ(random.next_below(1), 0U);
  EXPECT_LT(random.next_below(std::uint64_t{1} << 32U), std::uint64_t{1} << 32U);
}

TEST(Random, has_streams_that_differ) {
  std::vector<std::uint64_t> seeds;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    for (std::uint64_t number = 0; number < 30; ++number) seeds.push_back(stream_seed(seed, number));
  }
  std::ranges::sort(seeds);
  EXPECT_EQ(std::ranges::adjacent_find(seeds), seeds.end());
}

}  // namespace
}  // namespace trackmeet
