// SPDX-License-Identifier: Apache-2.0
#include "duet/known_work.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "compare/duet_plan.hpp"

namespace trackmeet::duet {
namespace {

constexpr std::uint32_t blocks = 40;

void add(model::Run& run, std::uint32_t block, std::uint32_t position, double seconds) {
  model::Row row;
  row.name = "compute";
  row.block = block;
  row.position = position;
  row.values = {{model::metric_index(run, "real_time"), seconds}};
  run.rows.push_back(std::move(row));
}

/// A duet in which the head is slower by `change`; the blocks lie evenly within half a per cent on either side.
SuiteRuns runs_with(double change) {
  SuiteRuns runs;
  runs.head.environment.build_type = "Release";
  for (model::Run* run : {&runs.base, &runs.head}) {
    run->duet = model::Duet{};
    run->duet->alpha = 0.01;
    run->duet->benchmarks = 1;
    run->duet->looks["compute"] = compare::looks_for(blocks);
  }
  for (std::uint32_t block = 0; block < blocks; ++block) {
    const double noise =
        0.005 * (std::sin(2.4 * block) + std::sin(4.1 * block + 1) + std::sin(1.3 * block + 2)) / 1.225;
    for (const std::uint32_t position : {0U, 3U}) add(runs.base, block, position, 1);
    for (const std::uint32_t position : {1U, 2U}) add(runs.head, block, position, (1 + change) * std::exp(noise));
  }
  return runs;
}

TEST(KnownWork, tells_what_can_be_told_of_a_build_against_itself) {
  const machine::SelfMeasurement self = self_measurement_of(runs_with(0), "compute", 5);
  EXPECT_EQ(self.failure, "");
  EXPECT_EQ(self.kernel, "compute");
  EXPECT_EQ(self.blocks, blocks);
  EXPECT_EQ(self.seconds, 5);
  EXPECT_EQ(self.build_type, "Release");
  EXPECT_FALSE(self.false_alarm);
  EXPECT_NEAR(self.block_spread, 0.005, 0.0015) << "three sines are nearly normal";
  EXPECT_GT(self.smallest_change, 0.001);
  EXPECT_LT(self.smallest_change, 0.006);
}

TEST(KnownWork, a_build_that_differs_from_itself_is_a_false_alarm) {
  EXPECT_TRUE(self_measurement_of(runs_with(0.02), "compute", 5).false_alarm);
  EXPECT_TRUE(self_measurement_of(runs_with(-0.02), "compute", 5).false_alarm);
}

TEST(KnownWork, the_canary_is_told_with_its_change) {
  const machine::Canary canary = canary_of(runs_with(0.01), "compute", 0.01, 3);
  EXPECT_TRUE(canary.proven);
  EXPECT_EQ(canary.injected, 0.01);
  EXPECT_EQ(canary.blocks, blocks);
  EXPECT_NEAR(canary.estimate, 0.01, 0.001);
  EXPECT_LT(canary.low, canary.estimate);
  EXPECT_GT(canary.high, canary.estimate);
}

TEST(KnownWork, a_canary_that_seems_faster_is_not_told) {
  EXPECT_FALSE(canary_of(runs_with(-0.02), "compute", 0.01, 3).proven);
  EXPECT_FALSE(canary_of(runs_with(0), "compute", 0.01, 3).proven);
}

TEST(KnownWork, what_went_wrong_is_said) {
  SuiteRuns runs = runs_with(0);
  EXPECT_EQ(self_measurement_of(runs, "memory", 1).failure, "there was no time for a single block");
  runs.head.failures.push_back({"compute", model::FailureReason::crash, "signal 11"});
  EXPECT_EQ(self_measurement_of(runs, "compute", 1).failure, "signal 11");
  EXPECT_EQ(canary_of(runs, "compute", 0.01, 1).failure, "signal 11");
}

}  // namespace
}  // namespace trackmeet::duet
