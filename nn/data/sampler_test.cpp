// SPDX-License-Identifier: Apache-2.0
#include "nn/data/sampler.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

namespace trackmeet::nn {
namespace {

using Order = Sampling::Order;

std::vector<std::uint32_t> epoch_of(Sampler& sampler, Index epoch, std::size_t at_once = 7) {
  sampler.start(epoch);
  std::vector<std::uint32_t> rows, some(at_once);
  for (Index taken; (taken = sampler.take(some)) > 0;) rows.insert(rows.end(), some.begin(), some.begin() + taken);
  return rows;
}

TEST(Sampler, yields_each_row_once_an_epoch) {
  for (const Order order : {Order::sequential, Order::shuffled, Order::buffered}) {
    for (const Index count : {0, 1, 2, 99, 1000}) {
      Sampler sampler(count, {.order = order, .seed = 5, .buffer = 10});
      for (const Index epoch : {0, 1}) {
        auto rows = epoch_of(sampler, epoch);
        std::ranges::sort(rows);
        std::vector<std::uint32_t> all(static_cast<std::size_t>(count));
        std::iota(all.begin(), all.end(), 0U);
        EXPECT_EQ(rows, all) << count;
      }
    }
  }
}

TEST(Sampler, has_an_order_that_depends_on_seed_and_epoch_alone) {
  for (const Order order : {Order::shuffled, Order::buffered}) {
    Sampler sampler(500, {.order = order, .seed = 5, .buffer = 100});
    Sampler same(500, {.order = order, .seed = 5, .buffer = 100});
    Sampler other(500, {.order = order, .seed = 6, .buffer = 100});
    const auto second = epoch_of(sampler, 1);
    const auto first = epoch_of(sampler, 0);
    EXPECT_EQ(first, epoch_of(same, 0, 500));
    EXPECT_EQ(second, epoch_of(same, 1, 1));
    EXPECT_NE(first, second);
    EXPECT_NE(first, epoch_of(other, 0));
  }
}

TEST(Sampler, reads_in_order_when_sequential) {
  Sampler sampler(30, {.order = Order::sequential, .seed = 5, .buffer = 1});
  EXPECT_TRUE(std::ranges::is_sorted(epoch_of(sampler, 3)));
}

TEST(Sampler, reads_ahead_no_farther_than_its_buffer) {
  Sampler sampler(1000, {.order = Order::buffered, .seed = 5, .buffer = 20});
  const auto rows = epoch_of(sampler, 0);
  EXPECT_FALSE(std::ranges::is_sorted(rows));
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_LT(rows[i], i + 20);
}

/// All six orders of three rows come equally often: chi-squared with 5 degrees of freedom, below its 0.999 quantile.
TEST(Sampler, shuffles_fairly) {
  Sampler sampler(3, {.order = Order::shuffled, .seed = 1, .buffer = 1});
  std::array<double, 27> hits{};
  constexpr int epochs = 6000;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    const auto rows = epoch_of(sampler, epoch);
    ++hits[rows[0] * 9 + rows[1] * 3 + rows[2]];
  }
  double chi_squared = 0;
  for (const double hit : hits) chi_squared += hit > 0 ? std::pow(hit - 1000, 2) / 1000 : 0;
  EXPECT_EQ(std::ranges::count_if(hits, [](double hit) { return hit > 0; }), 6);
  EXPECT_LT(chi_squared, 20.5);
}

}  // namespace
}  // namespace trackmeet::nn
