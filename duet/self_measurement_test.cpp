// SPDX-License-Identifier: Apache-2.0
#include "duet/self_measurement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "compare/block_value.hpp"
#include "compare/duet_plan.hpp"
#include "core/random.hpp"

namespace trackmeet::duet {
namespace {

constexpr double level = 0.0005;  // 1 % over ten benchmarks and two directions

double uniform(SplitMix64& random) { return (static_cast<double>(random.next() >> 11U) + 0.5) * 0x1p-53; }

double normal(SplitMix64& random) {
  return std::sqrt(-2 * std::log(uniform(random))) * std::cos(2 * std::numbers::pi * uniform(random));
}

/// One process in twenty is five times as far off.
double spiky(SplitMix64& random) { return normal(random) * (uniform(random) < 0.05 ? 5 : 1); }

using Noise = std::function<double(SplitMix64&)>;

using Blocks = std::vector<stats::NoisyValue>;

/// Of four processes each, each as noisy as a block, which is half the sum of four.
Blocks blocks(SplitMix64& random, std::size_t count, double spread, double shift, const Noise& noise) {
  Blocks made;
  for (std::size_t i = 0; i < count; ++i) {
    std::array<double, 4> levels{};
    for (double& process : levels) process = spread * noise(random);
    made.push_back(compare::block_value(levels, i % 2 == 0));
    made.back().value += shift;
  }
  return made;
}

double median_of(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

TEST(SmallestChange, is_told_nine_times_in_ten) {
  constexpr double spread = 0.005;
  constexpr int worlds = 600;
  SplitMix64 random(7);
  for (const std::uint32_t most : {24U, 40U, 60U})
    for (const Noise& noise : {Noise(normal), Noise(spiky)}) {
      const compare::BlockPlan plan{compare::looks_for(most), level, 0, 0};
      std::vector<double> foretold;
      for (int world = 0; world < worlds; ++world)
        foretold.push_back(smallest_change(blocks(random, most, spread, 0, noise), plan));
      const double shift = std::log1p(median_of(foretold));
      int told = 0;
      for (int world = 0; world < worlds; ++world)
        if (judge_blocks(blocks(random, most, spread, shift, noise), plan).proven == compare::Proven::worse) ++told;
      EXPECT_GE(told, 0.8 * worlds) << most;
      EXPECT_LE(told, 0.97 * worlds) << most;
    }
}

TEST(SmallestChange, about_halves_with_four_times_the_blocks) {
  SplitMix64 random(3);
  const Blocks d = blocks(random, 40, 0.005, 0, normal);
  const double of_50 = smallest_change(d, {{50}, level, 0, 0});
  const double of_200 = smallest_change(d, {{200}, level, 0, 0});
  EXPECT_NEAR(of_50 / of_200, 2, 0.15);
  EXPECT_GT(of_200, 0);
}

TEST(SmallestChange, does_not_depend_on_where_the_blocks_lie) {
  SplitMix64 random(3);
  const Blocks d = blocks(random, 40, 0.005, 0, normal);
  Blocks moved = d;
  for (stats::NoisyValue& block : moved) block.value += 0.1;
  const compare::BlockPlan plan{{20, 40}, level, 0, 0};
  EXPECT_NEAR(smallest_change(moved, plan), smallest_change(d, plan), 1e-12);
}

TEST(SmallestChange, is_infinite_where_nothing_can_be_proven) {
  const Blocks d = {{0.001, 1e-6}, {-0.001, 1e-6}, {0.002, 1e-6}, {0.0005, 1e-6}};
  EXPECT_TRUE(std::isinf(smallest_change(d, {{8}, level, 0, 0}))) << "one of 256 ways to flip is more than the level";
  EXPECT_TRUE(std::isinf(smallest_change(d, {{}, level, 0, 0})));
  EXPECT_TRUE(std::isinf(smallest_change(Blocks{{0.001, 1e-6}}, {{40}, level, 0, 0})));
  EXPECT_TRUE(std::isfinite(smallest_change(d, {{40}, level, 0, 0})));
}

TEST(BlockSpread, is_the_standard_deviation_of_normal_blocks_and_heeds_no_outliers) {
  SplitMix64 random(5);
  Blocks d = blocks(random, 400, 0.01, 0.3, normal);
  EXPECT_NEAR(block_spread(d), 0.01, 0.001);
  d[7].value = 5;
  EXPECT_NEAR(block_spread(d), 0.01, 0.001);
  EXPECT_TRUE(std::isnan(block_spread(Blocks{{0.1, 0}})));
}

}  // namespace
}  // namespace trackmeet::duet
