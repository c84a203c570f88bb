// SPDX-License-Identifier: Apache-2.0
#include "compare/duet_decision.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "compare/duet_plan.hpp"
#include "stats/alpha_spending.hpp"

namespace trackmeet::compare {
namespace {

using Blocks = std::vector<stats::NoisyValue>;

/// `count` blocks around `centre`, none twice the same, that vary by about `spread`.
Blocks around(double centre, double spread, std::size_t count, std::uint64_t seed = 1) {
  std::mt19937_64 random(seed);
  const auto normal = [&] {
    double sum = -6;
    for (int k = 0; k < 12; ++k) sum += static_cast<double>(random() >> 11U) * 0x1p-53;
    return spread * sum;
  };
  Blocks blocks;
  for (std::size_t i = 0; i < count; ++i)
    blocks.push_back({centre + normal(), std::pow(normal(), 2) + std::pow(normal(), 2)});
  return blocks;
}

/// Blocks that know nothing of their noise.
Blocks plain(const std::vector<double>& values) {
  Blocks blocks;
  for (const double value : values) blocks.push_back({value, 0});
  return blocks;
}

BlockPlan plan_of(std::uint32_t most, double level = 2.25e-4, double margin = std::log1p(0.01)) {
  return {looks_for(most), level, margin, 0};
}

TEST(DuetDecision, ASlowdownIsProvenAtTheFirstLookThatShowsIt) {
  const BlockEvidence evidence = judge_blocks(around(0.02, 0.005, 59), plan_of(59));
  EXPECT_EQ(evidence.proven, Proven::worse);
  EXPECT_EQ(evidence.proven_at, 32U) << "fewer cannot give a p as small as the first looks may spend";
  EXPECT_LE(evidence.level_needed, 2.25e-4);
  EXPECT_EQ(evidence.within_at, 0U);
  EXPECT_NEAR(evidence.shift, 0.02, 0.002);
  EXPECT_LT(evidence.low, 0.02);
  EXPECT_GT(evidence.high, 0.02);
  EXPECT_EQ(evidence.looks, 7U);
}

TEST(DuetDecision, BetterIsTheMirrorImageOfWorse) {
  Blocks d = around(0.004, 0.005, 59);
  const BlockEvidence worse = judge_blocks(d, plan_of(59));
  for (stats::NoisyValue& block : d) block.value = -block.value;
  const BlockEvidence better = judge_blocks(d, plan_of(59));
  EXPECT_EQ(worse.proven, Proven::worse);
  EXPECT_EQ(better.proven, Proven::better);
  EXPECT_EQ(worse.proven_at, better.proven_at);
  EXPECT_EQ(worse.level_needed, better.level_needed);
  EXPECT_EQ(worse.p, better.p);
  EXPECT_EQ(worse.shift, -better.shift);
  EXPECT_EQ(worse.low, -better.high);
}

TEST(DuetDecision, OnlyLooksThatWereReachedDecide) {
  const Blocks d = around(0.02, 0.003, 59);
  for (std::size_t blocks = 0; blocks <= d.size(); ++blocks) {
    const BlockEvidence evidence = judge_blocks(std::span(d).first(blocks), plan_of(59));
    EXPECT_EQ(evidence.proven != Proven::no, blocks >= 32) << blocks;
    EXPECT_EQ(evidence.could_fire, blocks >= 32) << blocks;
    EXPECT_TRUE(evidence.can_fire);
    EXPECT_EQ(evidence.blocks, blocks);
  }
}

TEST(DuetDecision, WhatWasProvenStaysProvenWhateverComesLater) {
  Blocks d = around(0.02, 0.003, 32);
  for (const stats::NoisyValue& block : around(-0.03, 0.003, 27, 2)) d.push_back(block);
  const BlockEvidence evidence = judge_blocks(d, plan_of(59));
  EXPECT_EQ(evidence.proven, Proven::worse);
  EXPECT_EQ(evidence.proven_at, 32U);
  EXPECT_LT(evidence.shift, 0.01);
}

TEST(DuetDecision, QuietBlocksAroundNothingAreShownWithinTheMargin) {
  const BlockEvidence evidence = judge_blocks(around(0, 0.003, 59), plan_of(59));
  EXPECT_EQ(evidence.proven, Proven::no);
  EXPECT_EQ(evidence.within_at, 12U);
  EXPECT_EQ(judge_blocks(around(0, 0.05, 59), plan_of(59)).within_at, 0U) << "too wide";
  EXPECT_EQ(judge_blocks(around(0.01, 0.003, 59), plan_of(59)).within_at, 0U) << "at the edge";
  EXPECT_EQ(judge_blocks(around(0, 0.003, 59), plan_of(59, 2.25e-4, 0)).within_at, 0U) << "not asked";
}

TEST(DuetDecision, TheSameBlocksCanBeAskedAboutAnotherCentre) {
  const Blocks d = around(0.04, 0.005, 59);
  BlockPlan plan = plan_of(59);
  plan.centre = 0.03;
  EXPECT_EQ(judge_blocks(d, plan).proven, Proven::worse);
  plan.centre = 0.05;
  EXPECT_EQ(judge_blocks(d, plan).proven, Proven::better);
  plan.centre = 0.0401;
  const BlockEvidence evidence = judge_blocks(d, plan);
  EXPECT_EQ(evidence.proven, Proven::no);
  EXPECT_NE(evidence.within_at, 0U);
  EXPECT_NEAR(evidence.shift, 0.04, 0.002);
}

TEST(DuetDecision, ProvenIsWhatNeedsNoMoreThanTheLevel) {
  int proven = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const BlockPlan plan = plan_of(30, seed % 2 == 0 ? 0.01 : 1e-3);
    const Blocks d = around(0.005, 0.01, 30, seed);
    const BlockEvidence evidence = judge_blocks(d, plan);
    EXPECT_EQ(evidence.proven != Proven::no, evidence.level_needed <= plan.level) << "seed " << seed;
    proven += evidence.proven != Proven::no ? 1 : 0;
    // It would be proven at a level a little above that one, and not a little below.
    if (evidence.level_needed < 0.25) {
      BlockPlan other = plan;
      other.level = evidence.level_needed * 1.001;
      EXPECT_NE(judge_blocks(d, other).proven, Proven::no) << "seed " << seed;
      other.level = evidence.level_needed * 0.999;
      EXPECT_EQ(judge_blocks(d, other).proven, Proven::no) << "seed " << seed;
    }
  }
  EXPECT_GT(proven, 50);
  EXPECT_LT(proven, 250);
}

TEST(DuetDecision, EachLookMaySpendOnlyItsOwnShare) {
  // A single block against the rest: p is 2 of 2^6 at the first look and 2 of 2^8 at the last.
  const Blocks d = plain({-0.1, 1, 2, 3, 4, 5, 6, 7});
  const BlockPlan plan{{6, 8}, 0.05, 0, 0};
  const double first = stats::alpha_spent(0.05, 0.75);
  ASSERT_LT(first, 2.0 / 64);
  ASSERT_LT(2.0 / 256, 0.05 - first);
  EXPECT_EQ(judge_blocks(d, plan).proven_at, 8U);
  EXPECT_NEAR(judge_blocks(d, plan).p, 2 * 2.0 / 256, 1e-12);
}

TEST(DuetDecision, IsDecidedWhenMoreBlocksWouldChangeNothingThatIsReported) {
  EXPECT_TRUE(is_decided(judge_blocks(around(0.02, 0.003, 32), plan_of(59)), plan_of(59))) << "proven beyond 1 %";
  EXPECT_TRUE(is_decided(judge_blocks(around(0, 0.003, 12), plan_of(59)), plan_of(59))) << "shown within 1 %";
  EXPECT_FALSE(is_decided(judge_blocks(around(0.02, 0.003, 24), plan_of(59)), plan_of(59))) << "too soon";
  BlockEvidence evidence;
  evidence.proven = Proven::worse;
  evidence.shift = 0.0099;
  EXPECT_FALSE(is_decided(evidence, plan_of(59))) << "proven, but less than 1 %";
  evidence.shift = -0.02;
  EXPECT_FALSE(is_decided(evidence, plan_of(59))) << "what came later says otherwise";
  evidence.proven = Proven::better;
  EXPECT_TRUE(is_decided(evidence, plan_of(59)));
}

TEST(DuetDecision, TooFewBlocksTellNothing) {
  const BlockEvidence none = judge_blocks({}, plan_of(4));
  EXPECT_FALSE(none.can_fire);
  EXPECT_EQ(none.p, 1);
  EXPECT_EQ(none.level_needed, 1);
  const BlockEvidence few = judge_blocks(plain({1, 2, 3, 4}), plan_of(4));
  EXPECT_FALSE(few.can_fire);
  EXPECT_EQ(few.proven, Proven::no);
  EXPECT_TRUE(std::isinf(few.low) && std::isinf(few.high));
  EXPECT_FALSE(judge_blocks(plain({1}), {{}, 0.01, 0.01, 0}).can_fire) << "no look is planned";
}

TEST(DuetDecision, TellsAboutHowManyBlocksItWouldTake) {
  const BlockPlan plan = plan_of(12);
  const BlockEvidence open = judge_blocks(around(0.004, 0.03, 12), plan);
  const std::size_t needed = blocks_needed(open, plan);
  EXPECT_GT(needed, 12U);
  EXPECT_LT(needed, 2000U);
  EXPECT_EQ(blocks_needed(judge_blocks({}, plan), plan), 0U);
  BlockEvidence edge = open;
  edge.shift = 0;
  EXPECT_EQ(blocks_needed(edge, plan_of(12, 0.01, 0)), 0U);
}

}  // namespace
}  // namespace trackmeet::compare
