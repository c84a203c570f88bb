// SPDX-License-Identifier: Apache-2.0
// Is the judgement of a duet true? Simulated blocks, decided by the program's own decision: how often a duet of
// unchanged benchmarks proves anything, how small a slowdown it proves, how often its intervals hold the truth although
// it stops when it has decided, and how soon it stops. Seeds are fixed, so a figure is the same every time.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <functional>
#include <span>

#include "compare/duet_judgement.hpp"
#include "compare/duet_plan.hpp"
#include "tests/calibration/duet_world.hpp"

namespace trackmeet::calibration {
namespace {

using compare::BlockEvidence;
using compare::BlockPlan;
using compare::Proven;
using Blocks = std::span<const stats::NoisyValue>;

constexpr std::uint64_t first_seed = 900'000;
constexpr std::size_t benchmarks = 20;
constexpr double most_false_alarms = 0.015;  // 1 % by design; the simulation of 2000 duets itself errs by 0.2

/// The plan of one benchmark of twenty, for its time.
BlockPlan plan_of(double threshold = 0.01) {
  model::Duet duet{"simulated", model::Side::head};
  duet.alpha = 0.01;
  duet.benchmarks = benchmarks;
  duet.looks["b"] = compare::looks_for(static_cast<std::uint32_t>(DuetWorld{}.blocks));
  compare::Policy policy;
  policy.bands.slight = threshold;
  return compare::block_plan(duet, policy, {}, "b", "real_time");
}

/// All that may go wrong, in some of the benchmarks each.
DuetWorld rough_world(std::size_t benchmark) {
  DuetWorld world;
  world.heavy_tails = benchmark % 3 == 0;
  world.drift = benchmark % 4 == 2 ? 0.3 : 0;
  world.spikes = benchmark % 2 == 1 ? 0.05 : 0;
  world.cold = benchmark % 5 == 0 ? 0.02 : 0;
  return world;
}

std::uint64_t seed_of(std::size_t duet, std::size_t benchmark) { return first_seed + duet * benchmarks + benchmark; }

using Judge = std::function<bool(Blocks, const BlockPlan&)>;

bool proves(Blocks d, const BlockPlan& plan) { return compare::judge_blocks(d, plan).proven != Proven::no; }

/// Share of duets of unchanged benchmarks in which anything is proven, of any size.
double false_alarms(std::size_t duets, bool has_coin, const Judge& judge) {
  BlockPlan plan = plan_of();
  plan.margin = 0;  // only what is proven is of interest
  std::size_t alarmed = 0;
  for (std::size_t duet = 0; duet < duets; ++duet) {
    bool any = false;
    for (std::size_t b = 0; b < benchmarks && !any; ++b) {
      DuetWorld world = rough_world(b);
      world.has_coin = has_coin;
      any = judge(simulate_duet(world, seed_of(duet, b)), plan);
    }
    alarmed += any ? 1 : 0;
  }
  return static_cast<double>(alarmed) / static_cast<double>(duets);
}

/// A duet as it goes on live: it stops at the first look that decides.
BlockEvidence measure_until_decided(Blocks d, const BlockPlan& plan) {
  BlockEvidence evidence;
  for (const std::uint32_t blocks : plan.looks) {
    evidence = compare::judge_blocks(d.first(blocks), plan);
    if (is_decided(evidence, plan)) break;
  }
  return evidence;
}

void tell(const std::string& figures) {
  fmt::print("duet {}\n", figures);
  std::fflush(stdout);
}

TEST(CalibrationOfDuets, UnchangedBenchmarksProveNothing) {
  const double seen = false_alarms(2000, true, proves);
  tell(fmt::format("unchanged        anything proven in {:.2f} % of 2000 duets of {} benchmarks", seen * 100,
                   benchmarks));
  EXPECT_LE(seen, most_false_alarms);
}

TEST(CalibrationOfDuets, SmallSlowdownsAreProven) {
  constexpr std::size_t tries = 1000;
  const struct {
    double change, spikes, least;
  } cases[] = {{0.005, 0, 0.94}, {0.01, 0, 0.99}, {0.005, 0.05, 0.88}, {0.01, 0.05, 0.99}};
  for (const auto& c : cases) {
    DuetWorld world;
    world.change = c.change;
    world.spikes = c.spikes;
    std::size_t proven = 0;
    for (std::size_t i = 0; i < tries; ++i)
      if (compare::judge_blocks(simulate_duet(world, first_seed + i), plan_of()).proven == Proven::worse) ++proven;
    const double power = static_cast<double>(proven) / tries;
    tell(fmt::format("slower by {:4.1f} %  proven in {:.1f} % of {} duets{}", c.change * 100, power * 100, tries,
                     c.spikes > 0 ? ", 5 % of processes 30 % slow" : ""));
    EXPECT_GE(power, c.least);
  }
}

TEST(CalibrationOfDuets, IntervalsHoldTheTruthThoughMeasuringStopsWhenDecided) {
  constexpr std::size_t tries = 2000;
  const BlockPlan plan = plan_of();
  for (const double change : {0.0, 0.005, 0.01, 0.02, 0.05, 0.2}) {
    std::size_t held = 0;
    double blocks = 0;
    for (std::size_t i = 0; i < tries; ++i) {
      DuetWorld world = rough_world(i % benchmarks);
      world.change = change;
      const BlockEvidence evidence = measure_until_decided(simulate_duet(world, first_seed + i), plan);
      if (evidence.low <= std::log1p(change) && std::log1p(change) <= evidence.high) ++held;
      blocks += static_cast<double>(evidence.blocks) / tries;
    }
    const double coverage = static_cast<double>(held) / tries;
    tell(fmt::format("slower by {:4.1f} %  the truth lies in {:.1f} % of {} intervals, after {:.0f} of 59 blocks",
                     change * 100, coverage * 100, tries, blocks));
    EXPECT_GE(coverage, 0.93) << change;
    EXPECT_LE(coverage, 0.97) << change;
  }
}

TEST(CalibrationOfDuets, WhatIsUnchangedIsShownLongBeforeTheLargestPlan) {
  constexpr std::size_t duets = 50;
  const BlockPlan plan = plan_of(0.02);
  double blocks = 0;
  std::size_t shown = 0;
  for (std::size_t duet = 0; duet < duets; ++duet)
    for (std::size_t b = 0; b < benchmarks; ++b) {
      const BlockEvidence evidence = measure_until_decided(simulate_duet(rough_world(b), seed_of(duet, b)), plan);
      blocks += static_cast<double>(evidence.blocks) / (59.0 * duets * benchmarks);
      shown += evidence.within_at > 0 ? 1 : 0;
    }
  tell(fmt::format("unchanged        {:.1f} % shown within 2 %, with {:.0f} % of the largest plan",
                   100.0 * static_cast<double>(shown) / (duets * benchmarks), blocks * 100));
  EXPECT_LE(blocks, 0.6);
  EXPECT_GE(shown, duets * benchmarks * 95 / 100);
}

// What the judgement must not be: these mutants have to fail the very limit above.
TEST(CalibrationOfDuetMutants, LeavingTheCoinOutIsCaught) {
  const double seen = false_alarms(200, false, proves);
  tell(fmt::format("without a coin   anything proven in {:.1f} % of 200 duets", seen * 100));
  EXPECT_GT(seen, most_false_alarms);
}

TEST(CalibrationOfDuetMutants, SpendingEverythingAtEveryLookIsCaught) {
  const double seen = false_alarms(1000, true, [](Blocks d, const BlockPlan& plan) {
    for (const std::uint32_t blocks : plan.looks)
      if (proves(d.first(blocks), {{blocks}, plan.level, plan.margin, 0})) return true;
    return false;
  });
  tell(fmt::format("all at each look anything proven in {:.1f} % of 1000 duets", seen * 100));
  EXPECT_GT(seen, most_false_alarms);
}

}  // namespace
}  // namespace trackmeet::calibration
