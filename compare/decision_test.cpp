// SPDX-License-Identifier: Apache-2.0
#include "compare/decision.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "compare/sample_runs.hpp"

namespace trackmeet::compare {
namespace {

Mood assumed(double tau) {
  Mood mood;
  mood.tau = tau;
  mood.variance = 2 * tau * tau;
  return mood;
}

TEST(Decision, TheShiftIsTheLogarithmOfTheRatio) {
  const Estimate estimate = estimate_shift(around(1e-3), around(1.2e-3), no_mood());
  EXPECT_NEAR(estimate.shift, std::log(1.2), 1e-9);
  EXPECT_LT(estimate.low, estimate.shift);
  EXPECT_GT(estimate.high, estimate.shift);
  EXPECT_LT(estimate.p, 1e-4);
}

TEST(Decision, TheMoodBetweenSessionsIsPartOfTheError) {
  const Estimate same = estimate_shift(around(1), around(1.05), no_mood());
  const Estimate apart = estimate_shift(around(1), around(1.05), assumed(0.02));
  EXPECT_LT(same.p, 1e-4) << "within one session five per cent stand out of one per cent of noise";
  EXPECT_GT(apart.p, 0.05) << "two sessions may lie five per cent apart for no reason";
  EXPECT_GT(apart.high - apart.low, 2 * (same.high - same.low));
}

TEST(Decision, PIsNeverBelowWhatTheRoundsCanGive) {
  for (const std::size_t rounds : {2U, 3U, 5U}) {
    const std::vector<double> all_base = around(1);
    const std::vector<double> all_head = around(9);
    const std::span base(all_base.data(), rounds);
    const std::span head(all_head.data(), rounds);
    const Estimate estimate = estimate_shift(base, head, assumed(0.001));
    EXPECT_GE(estimate.p, estimate.smallest_p * (1 - 1e-9)) << rounds;
  }
}

TEST(Decision, OneRoundASideProvesNothing) {
  const Estimate estimate = estimate_shift(std::vector{1.0}, std::vector{100.0}, assumed(0.02));
  EXPECT_EQ(estimate.p, 1);
  EXPECT_TRUE(std::isinf(estimate.high));
}

TEST(Decision, EqualValuesAreAnAnswerToo) {
  const std::vector<double> same(10, 4096.0);
  const Estimate equal = estimate_shift(same, same, no_mood());
  EXPECT_EQ(equal.shift, 0);
  EXPECT_EQ(equal.p, 1);
  const std::vector<double> more(10, 8192.0);
  EXPECT_LT(estimate_shift(same, more, no_mood()).p, 1e-4);
}

TEST(Decision, SwappingTheSidesMirrorsEverything) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<double> base(3 + random() % 12);
    std::vector<double> head(3 + random() % 12);
    for (double& value : base) value = 1 + static_cast<double>(random() % 100);
    for (double& value : head) value = 1 + static_cast<double>(random() % 100);
    const Estimate there = estimate_shift(base, head, assumed(0.02));
    const Estimate back = estimate_shift(head, base, assumed(0.02));
    EXPECT_NEAR(there.shift, -back.shift, 1e-12) << "seed " << seed;
    EXPECT_NEAR(there.low, -back.high, 1e-12) << "seed " << seed;
    EXPECT_NEAR(there.p, back.p, 1e-12) << "seed " << seed;
  }
}

TEST(Decision, ManyValuesAreThinnedNotRefused) {
  std::mt19937_64 random(1);
  std::vector<double> base(20'000);
  std::vector<double> head(20'000);
  for (double& value : base) value = 1000 + static_cast<double>(random() % 100);
  for (double& value : head) value = 1100 + static_cast<double>(random() % 100);
  const Estimate estimate = estimate_shift(base, head, no_mood());
  EXPECT_NEAR(estimate.shift, std::log(1150.0 / 1050), 0.002);
  EXPECT_LT(estimate.p, 1e-10);
}

TEST(Decision, MoreRoundsHelpOnlyAgainstTheRoundsError) {
  Estimate estimate;
  estimate.shift = 0.01;
  estimate.rounds_error = 0.05;
  const Settling settling{.margin = 0.1, .threshold = 0.005, .alpha = 0.001};
  const RoundsNeeded needed = rounds_needed(estimate, 10, no_mood(), settling);
  EXPECT_GT(needed.rounds, 10U);
  EXPECT_LT(needed.rounds, 20U);
  const RoundsNeeded moody = rounds_needed(estimate, 10, assumed(0.15), settling);
  EXPECT_EQ(moody.rounds, 0U);
  EXPECT_EQ(moody.limit, RoundsNeeded::Limit::mood) << "the mood alone is wider than the band";
}

TEST(Decision, ASpreadMeasuredFromFewSessionsLeavesRoomForDoubt) {
  Estimate estimate;
  estimate.shift = 0.02;
  estimate.rounds_error = 0.001;
  Mood mood;
  mood.tau = 0.0286;
  mood.sessions = 5;
  mood.shared_variance = 1.2 * mood.tau * mood.tau;
  mood.shared_degrees = 4;
  mood.allowance = 0.1;
  const RoundsNeeded needed = rounds_needed(estimate, 10, mood, {.margin = 0.0953, .threshold = 0.01, .alpha = 0.001});
  EXPECT_EQ(needed.rounds, 0U) << "with four degrees of freedom the interval stays wider than the band";
}

TEST(Decision, WhatLiesBelowTheMinorBandMayStillBeProven) {
  Estimate estimate;
  estimate.shift = 0.09;
  estimate.rounds_error = 0.05;
  const RoundsNeeded needed =
      rounds_needed(estimate, 10, assumed(0.01), {.margin = 0.0953, .threshold = 0.01, .alpha = 0.01});
  EXPECT_GT(needed.rounds, 20U);
  EXPECT_LT(needed.rounds, 200U);
}

TEST(Decision, AtTheEdgeNoNumberOfRoundsIsNamed) {
  Estimate estimate;
  estimate.shift = 0.00994;
  estimate.rounds_error = 0.01;
  const RoundsNeeded needed =
      rounds_needed(estimate, 10, no_mood(), {.margin = 0.00995, .threshold = 0.00995, .alpha = 0.01});
  EXPECT_EQ(needed.rounds, 0U);
  EXPECT_EQ(needed.limit, RoundsNeeded::Limit::edge);
}

}  // namespace
}  // namespace trackmeet::compare
