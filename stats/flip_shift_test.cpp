// SPDX-License-Identifier: Apache-2.0
#include "stats/flip_shift.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace trackmeet::stats {
namespace {

using Values = std::vector<NoisyValue>;

/// Values around `centre` whose spread changes from one to the next by up to `unequal` times; two squares tell of it.
Values world(std::mt19937_64& random, std::size_t count, double centre, double unequal) {
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> share;
  Values values(count);
  for (NoisyValue& value : values) {
    const double spread = std::pow(unequal, share(random));
    const double first = spread * normal(random);
    const double second = spread * normal(random);
    value = {centre + spread * normal(random), first * first + second * second};
  }
  return values;
}

TEST(FlipShift, TheIntervalHoldsTheTruthAsOftenAsItSays) {
  std::mt19937_64 random(17);
  for (const double unequal : {1.0, 10.0})
    for (const std::size_t count : {8U, 24U, 60U}) {
      constexpr int worlds = 1000;
      int held = 0;
      for (int i = 0; i < worlds; ++i) {
        const Shift shift = flip_shift(world(random, count, 3, unequal));
        held += shift.low <= 3 && 3 <= shift.high ? 1 : 0;
      }
      EXPECT_GE(held, 0.935 * worlds) << count << ' ' << unequal;
      EXPECT_LE(held, 0.985 * worlds) << count << ' ' << unequal;
    }
}

TEST(FlipShift, IsMoreExactThanTheMedianWhereNoiseIsUnequal) {
  std::mt19937_64 random(5);
  double ours = 0;
  double medians = 0;
  for (int i = 0; i < 300; ++i) {
    const Values values = world(random, 41, 0, 30);
    std::vector<double> plain;
    for (const NoisyValue& value : values) plain.push_back(value.value);
    std::ranges::sort(plain);
    ours += std::pow(flip_shift(values).estimate, 2);
    medians += plain[20] * plain[20];
  }
  EXPECT_LT(ours, medians / 1.3);
}

TEST(FlipShift, TheErrorIsThatOfTheEstimate) {
  std::mt19937_64 random(8);
  double squares = 0;
  double errors = 0;
  constexpr int worlds = 500;
  for (int i = 0; i < worlds; ++i) {
    const Shift shift = flip_shift(world(random, 40, 1, 5));
    squares += std::pow(shift.estimate - 1, 2) / worlds;
    errors += shift.error / worlds;
  }
  EXPECT_NEAR(errors / std::sqrt(squares), 1, 0.15);
}

TEST(FlipShift, NoPlaceWithinTheIntervalIsRejectedAndWhatLiesJustBeyondIs) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    std::mt19937_64 random(seed);
    const Values values = world(random, 6 + random() % 30, 0.1, 4);
    const Shift shift = flip_shift(values);
    const double step = 1e-2 * (shift.high - shift.low);
    constexpr double waver = 0.003;  // as scores are rounded, and by the normal approximation
    EXPECT_LE(sign_flips(values, shift.low - step).p_above, 0.025 + waver) << "seed " << seed;
    EXPECT_LE(sign_flips(values, shift.high + step).p_below, 0.025 + waver) << "seed " << seed;
    EXPECT_GT(sign_flips(values, shift.low + step).p_above, 0.025 - waver) << "seed " << seed;
    EXPECT_GT(sign_flips(values, shift.high - step).p_below, 0.025 - waver) << "seed " << seed;
    EXPECT_LE(shift.low, shift.estimate) << "seed " << seed;
    EXPECT_GE(shift.high, shift.estimate) << "seed " << seed;
  }
}

TEST(FlipShift, MovesWithTheValuesAndMirrorsThem) {
  std::mt19937_64 random(2);
  Values values = world(random, 30, 0.25, 3);
  const Shift shift = flip_shift(values);
  for (NoisyValue& value : values) value.value = -value.value;
  const Shift mirrored = flip_shift(values);
  EXPECT_EQ(mirrored.estimate, -shift.estimate);
  EXPECT_EQ(mirrored.low, -shift.high);
  EXPECT_EQ(mirrored.high, -shift.low);
  for (NoisyValue& value : values) value.value += 64;
  EXPECT_NEAR(flip_shift(values).estimate, 64 - shift.estimate, 1e-6);
}

TEST(FlipShift, TooFewValuesGiveTheWholeRangeAndSaySo) {
  const Shift shift = flip_shift(Values{{1, 0.1}, {3, 0.1}, {8, 0.1}});
  EXPECT_EQ(shift.low, 1);
  EXPECT_EQ(shift.high, 8);
  EXPECT_NEAR(shift.confidence, 0.75, 1e-12);
  const Shift single = flip_shift(Values{{4, 0.1}});
  EXPECT_EQ(single.estimate, 4);
  EXPECT_EQ(single.confidence, 0);
  EXPECT_TRUE(std::isinf(single.error));
}

TEST(FlipShift, HoldsValuesThatAreAllOrMostlyTheSame) {
  const Shift none = flip_shift(Values(60, {0, 0}));
  EXPECT_EQ(none.estimate, 0);
  EXPECT_EQ(none.low, 0);
  EXPECT_EQ(none.high, 0);
  EXPECT_EQ(none.error, 0);
  Values mostly(40, {2, 0});
  mostly.resize(60, {7, 0});
  const Shift shift = flip_shift(mostly);
  EXPECT_EQ(shift.estimate, 2);
  EXPECT_TRUE(std::isfinite(shift.low) && std::isfinite(shift.high));
  Values many(5000);
  for (std::size_t i = 0; i < many.size(); ++i) many[i] = {static_cast<double>(i % 3) - 1, 0};  // -1, 0, 1
  EXPECT_NEAR(flip_shift(many).estimate, 0, 1e-3);
}

}  // namespace
}  // namespace trackmeet::stats
