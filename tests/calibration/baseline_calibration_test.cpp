// SPDX-License-Identifier: Apache-2.0
// Is the judgement of a stored baseline true? Simulated suites, decided by the program's own comparison: how often it
// cries wolf on unchanged data, and how often it calls a slowdown by its right name. Seeds are fixed, so a figure is
// the same every time.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <cstdio>
#include <functional>

#include "compare/comparison.hpp"
#include "tests/calibration/world.hpp"

namespace trackmeet::calibration {
namespace {

constexpr std::uint64_t first_seed = 20'000;

/// Shares, from 0 to 1.
struct FalseAlarms {
  double per_benchmark = 0;
  double per_suite = 0;  ///< suites with any
};

compare::Comparison decide(const Sides& sides) {
  compare::Policy policy;
  policy.metrics = {"real_time"};
  return compare::compare_runs(sides.base, sides.head, policy).value();
}

FalseAlarms false_alarms(const World& world, int suites, const std::function<void(Sides&)>& mutate = {}) {
  FalseAlarms seen;
  for (int i = 0; i < suites; ++i) {
    Sides sides = simulate(world, first_seed + static_cast<std::uint64_t>(i));
    if (mutate) mutate(sides);
    int proven = 0;
    for (const compare::ComparedRow& row : decide(sides).rows) proven += row.proven != compare::Proven::no ? 1 : 0;
    seen.per_benchmark += proven / static_cast<double>(world.benchmarks) / suites;
    seen.per_suite += (proven > 0 ? 1.0 : 0.0) / suites;
  }
  return seen;
}

void tell(const char* what, const World& world, const std::string& figures) {
  fmt::print("{:<13} tau {:.0f} %, {} moods, {} session(s) in the baseline: {}\n", what, world.tau * 100,
             world.shared_mood ? "shared" : "own", world.baseline_sessions, figures);
  std::fflush(stdout);
}

World world_of(double tau, bool shared, std::size_t sessions) {
  World world;
  world.tau = tau;
  world.shared_mood = shared;
  world.baseline_sessions = sessions;
  return world;
}

class Calibration : public testing::TestWithParam<double> {};

TEST_P(Calibration, UnchangedSuitesRaiseNoAlarm) {
  for (const bool shared : {false, true}) {
    for (const std::size_t sessions : {1U, 5U}) {
      const World world = world_of(GetParam(), shared, sessions);
      const FalseAlarms seen = false_alarms(world, 100);
      tell("unchanged", world,
           fmt::format("proven {:.2f} % of benchmarks, any in {:.1f} % of suites", seen.per_benchmark * 100,
                       seen.per_suite * 100));
      EXPECT_LE(seen.per_benchmark, 0.05);
      if (sessions >= 5) {
        EXPECT_LE(seen.per_suite, 0.05);
      }
    }
  }
}

TEST_P(Calibration, SlowdownsAreCalledByTheirSize) {
  for (const bool shared : {false, true}) {
    for (const std::size_t sessions : {1U, 5U}) {
      World world = world_of(GetParam(), shared, sessions);
      world.slowdowns = {0.15, 0.15, 0.15, 0.30, 0.30, 0.30, 0.60, 0.60, 0.60};  // heavy tails in a third of each
      constexpr compare::Severity want[] = {compare::Severity::minor, compare::Severity::moderate,
                                            compare::Severity::severe};
      constexpr int suites = 100;
      double named[3] = {};
      for (std::uint64_t i = 0; i < suites; ++i)
        for (const compare::ComparedRow& row : decide(simulate(world, first_seed + 1'000 + i)).rows) {
          const std::size_t benchmark = std::stoul(row.name.substr(row.name.find('_') + 1));
          if (benchmark >= world.slowdowns.size()) continue;
          const std::size_t size = benchmark / 3;
          if (row.verdict == compare::Verdict::regression && row.severity == want[size])
            named[size] += 1.0 / (3 * suites);
        }
      tell("slower", world,
           fmt::format("15 % minor {:.1f} %, 30 % moderate {:.1f} %, 60 % severe {:.1f} %", named[0] * 100,
                       named[1] * 100, named[2] * 100));
      if (GetParam() > 0.01) continue;  // wider moods are printed, not promised
      for (const double share : named) EXPECT_GE(share, 0.95);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Tau, Calibration, testing::Values(0.0, 0.01, 0.02, 0.03),
                         [](const auto& tau) { return fmt::format("{:.0f}_per_cent", tau.param * 100); });

// Two sides of one session: no mood between them, so the rounds alone must be judged right.
TEST(CalibrationOfOneSession, UnchangedSuitesRaiseNoAlarm) {
  const FalseAlarms seen = false_alarms(World{}, 400, leave_mood_out);
  tell("one session", World{},
       fmt::format("proven {:.2f} % of benchmarks, any in {:.1f} % of suites", seen.per_benchmark * 100,
                   seen.per_suite * 100));
  EXPECT_LE(seen.per_benchmark, 0.05);
  EXPECT_LE(seen.per_suite, 0.08) << "5 % by design; the simulation of 400 suites itself errs by 1.1";
}

// What the judgement must not be: these mutants have to fail the very limits above.
TEST(CalibrationOfMutants, PoolingRepetitionsIsCaught) {
  const FalseAlarms seen = false_alarms(World{}, 60, [](Sides& sides) {
    leave_mood_out(sides);
    pool_repetitions(sides);
  });
  tell("pooled", World{}, fmt::format("proven {:.1f} % of benchmarks", seen.per_benchmark * 100));
  EXPECT_GT(seen.per_benchmark, 0.05);
  EXPECT_GT(seen.per_suite, 0.05);
}

TEST(CalibrationOfMutants, LeavingTheSessionShiftOutIsCaught) {
  const World world = world_of(0.02, false, 1);
  const FalseAlarms seen = false_alarms(world, 60, leave_mood_out);
  tell("no mood", world, fmt::format("proven {:.1f} % of benchmarks", seen.per_benchmark * 100));
  EXPECT_GT(seen.per_benchmark, 0.05);
  EXPECT_GT(seen.per_suite, 0.05);
}

}  // namespace
}  // namespace trackmeet::calibration
