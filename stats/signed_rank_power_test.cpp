// SPDX-License-Identifier: Apache-2.0
#include "stats/signed_rank_power.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "core/random.hpp"
#include "stats/sign_flips.hpp"

namespace trackmeet::stats {
namespace {

double normal(SplitMix64& random) {
  const auto uniform = [&random] { return (static_cast<double>(random.next() >> 11U) + 0.5) * 0x1p-53; };
  const double radius = std::sqrt(-2 * std::log(uniform()));
  return radius * std::cos(2 * std::numbers::pi * uniform());
}

/// P(W >= the rank sum of the positive values), of values without ties and zeros.
double p_above(std::vector<double> values) {
  std::ranges::sort(values, {}, [](double value) { return std::abs(value); });
  const auto n = static_cast<std::size_t>(std::ssize(values));
  std::size_t below = 0;
  for (std::size_t i = 0; i < n; ++i) below += values[i] < 0 ? i + 1 : 0;
  if (n <= largest_exact_flips) return signed_rank_tail(n, below);
  const auto count = static_cast<double>(n);
  const double spread = std::sqrt(count * (count + 1) * (2 * count + 1) / 24);
  return std::erfc((count * (count + 1) / 4 - static_cast<double>(below) - 0.5) / spread / std::numbers::sqrt2) / 2;
}

TEST(DetectableShift, is_found_as_often_as_it_says) {
  struct Case {
    std::size_t n;
    double level;
    double power;
  };
  constexpr int worlds = 2000;
  SplitMix64 random(11);
  for (const Case& c : {Case{12, 0.025, 0.9}, Case{16, 0.0005, 0.9}, Case{40, 0.0005, 0.9}, Case{40, 0.0005, 0.6},
                        Case{210, 0.001, 0.9}}) {
    const double shift = detectable_shift(c.n, c.level, c.power);
    int found = 0;
    std::vector<double> values(c.n);
    for (int world = 0; world < worlds; ++world) {
      for (double& value : values) value = normal(random) + shift;
      if (p_above(values) <= c.level) ++found;
    }
    EXPECT_NEAR(found / static_cast<double>(worlds), c.power, 0.03) << c.n << ' ' << c.level;
  }
}

TEST(DetectableShift, is_that_of_the_normal_approximation_for_many_values) {
  // Noether 1987: sqrt(pi/3) (z_level + z_power) / sqrt(n), here for 5 % and 90 %.
  EXPECT_NEAR(detectable_shift(5000, 0.05, 0.9),
              std::sqrt(std::numbers::pi / 3) * (1.644854 + 1.281552) / std::sqrt(5000.0), 2e-4);
}

TEST(DetectableShift, is_infinite_where_the_level_is_out_of_reach) {
  EXPECT_TRUE(std::isinf(detectable_shift(0, 0.01, 0.9)));
  EXPECT_TRUE(std::isinf(detectable_shift(6, 0.01, 0.9))) << "one of 64";
  EXPECT_TRUE(std::isfinite(detectable_shift(7, 0.01, 0.9))) << "one of 128";
}

TEST(SignedRankTail, IsThatOfTheTables) {
  // Wilcoxon's table: for n = 10, P(W <= 8) = 0.0244; for n = 15, P(W <= 25) = 0.0240; for n = 20, P(W <= 52) = 0.0242.
  EXPECT_NEAR(signed_rank_tail(10, 8), 0.0244, 5e-5);
  EXPECT_NEAR(signed_rank_tail(15, 25), 0.0240, 5e-5);
  EXPECT_NEAR(signed_rank_tail(20, 52), 0.0242, 5e-5);
  EXPECT_EQ(signed_rank_tail(3, 6), 1);
  EXPECT_EQ(signed_rank_tail(3, 5), 7.0 / 8);
  EXPECT_EQ(signed_rank_tail(3, 3), 5.0 / 8);
}

}  // namespace
}  // namespace trackmeet::stats
