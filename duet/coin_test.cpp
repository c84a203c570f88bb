// SPDX-License-Identifier: Apache-2.0
#include "duet/coin.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace trackmeet::duet {
namespace {

using enum model::Side;

TEST(Coin, a_block_is_symmetric_in_time) {
  EXPECT_EQ((BlockDraw{true, 0}.order()), (std::array{base, head, head, base}));
  EXPECT_EQ((BlockDraw{false, 0}.order()), (std::array{head, base, base, head}));
}

TEST(Coin, the_seed_is_a_record_of_every_coin) {
  EXPECT_EQ(draw_block(7, 3, 11), draw_block(7, 3, 11));
  std::set<std::size_t> paddings;
  for (std::uint32_t block = 0; block < 100; ++block) paddings.insert(draw_block(7, 3, block).padding);
  EXPECT_GT(paddings.size(), 90U);
  EXPECT_LT(*paddings.rbegin(), 4096U);
}

TEST(Coin, is_fair_and_forgets_benchmark_block_and_seed) {
  int base_first = 0;
  int like_the_one_before = 0;
  int like_the_neighbour = 0;
  constexpr int blocks = 4000;
  for (std::uint32_t block = 0; block < blocks; ++block) {
    const bool coin = draw_block(1, 0, block).base_first;
    base_first += coin ? 1 : 0;
    like_the_one_before += coin == draw_block(1, 0, block + 1).base_first ? 1 : 0;
    like_the_neighbour += coin == draw_block(1, 1, block).base_first ? 1 : 0;
  }
  const int spread = 130;  // four standard deviations of 4000 fair coins
  EXPECT_NEAR(base_first, blocks / 2, spread);
  EXPECT_NEAR(like_the_one_before, blocks / 2, spread);
  EXPECT_NEAR(like_the_neighbour, blocks / 2, spread);
}

TEST(Coin, each_pass_has_an_order_of_its_own) {
  const std::vector<std::size_t> items = {2, 3, 5, 7, 11, 13};
  std::set<std::vector<std::size_t>> orders;
  for (std::uint64_t pass = 0; pass < 20; ++pass) {
    std::vector<std::size_t> order = order_of_pass(1, pass, items);
    orders.insert(order);
    std::ranges::sort(order);
    EXPECT_EQ(order, items);
  }
  EXPECT_GT(orders.size(), 15U);
  EXPECT_TRUE(order_of_pass(1, 0, {}).empty());
}

TEST(Coin, padding_is_as_long_as_it_says) {
  EXPECT_EQ(padding_variable(0), "TRACKMEET_PADDING=");
  EXPECT_EQ(padding_variable(10).size(), padding_variable(0).size() + 10);
}

}  // namespace
}  // namespace trackmeet::duet
