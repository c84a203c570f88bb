// SPDX-License-Identifier: Apache-2.0
#include "compare/duet_judgement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "compare/duet_plan.hpp"
#include "compare/sample_runs.hpp"

namespace trackmeet::compare {
namespace {

/// Two sides of a duet with a plan over twenty benchmarks at one per cent.
struct Duo {
  model::Run base = blank_run();
  model::Run head = blank_run(std::string(40, 'b'));

  Duo() {
    base.duet = {"7", model::Side::base};
    head.duet = {"7", model::Side::head};
    for (model::Duet* duet : {&*base.duet, &*head.duet}) {
      duet->alpha = 0.01;
      duet->benchmarks = 20;
    }
  }

  /// `blocks` blocks of a benchmark whose head is `factor` slower, each process off by about `noise`.
  void measure(const std::string& benchmark, std::uint32_t blocks, double factor, double noise = 0.002,
               const std::string& metric = "real_time") {
    std::mt19937_64 random(17);
    for (std::uint32_t block = 0; block < blocks; ++block) {
      const bool head_outside = random() % 2 == 0;
      for (std::uint32_t position = 0; position < 4; ++position) {
        const bool outside = position == 0 || position == 3;
        model::Run& run = outside == head_outside ? head : base;
        const double wobble = noise * (static_cast<double>(random() % 2001) / 1000 - 1);
        model::Row row;
        row.name = benchmark;
        row.block = block;
        row.position = position;
        row.round = 2 * block + position / 2;
        row.values = {{model::metric_index(run, metric), std::exp(wobble) * (&run == &head ? factor : 1)}};
        run.rows.push_back(std::move(row));
      }
    }
  }

  void plan(const std::string& benchmark, std::uint32_t most) {
    base.duet->looks[benchmark] = head.duet->looks[benchmark] = looks_for(most);
  }

  Comparison compare(const Policy& policy = {}) const {
    return compare_runs(sample_baseline(base), head, policy).value();
  }
  ComparedRow row(const Policy& policy = {}) const { return compare(policy).rows.at(0); }
};

TEST(DuetJudgement, ASmallSlowdownIsProvenByItsBlocks) {
  Duo duo;
  duo.plan("b", 59);
  duo.measure("b", 59, 1.02);
  const Comparison comparison = duo.compare();
  const ComparedRow& row = comparison.rows.at(0);
  EXPECT_EQ(row.verdict, Verdict::regression);
  EXPECT_EQ(row.severity, Severity::slight);
  EXPECT_EQ(row.proven, Proven::worse);
  EXPECT_NEAR(row.change, 0.02, 0.001);
  EXPECT_EQ(row.blocks, 59U);
  EXPECT_LE(row.p_adjusted, 0.01);
  EXPECT_EQ(row.reason.find("proven: p = "), 0U) << row.reason;
  EXPECT_NE(row.reason.find(" over 20 benchmarks, 32 of 59 blocks"), std::string::npos) << row.reason;
  EXPECT_TRUE(comparison.spread.same_session);
}

TEST(DuetJudgement, AnImprovementIsTheMirrorImage) {
  Duo duo;
  duo.plan("b", 59);
  duo.measure("b", 59, 1 / 1.3);
  const ComparedRow row = duo.row();
  EXPECT_EQ(row.verdict, Verdict::improvement);
  EXPECT_EQ(row.severity, Severity::moderate);
  EXPECT_EQ(row.proven, Proven::better);
}

TEST(DuetJudgement, WhatIsQuietIsShownWithinTheThresholdAtALook) {
  Duo duo;
  duo.plan("b", 59);
  duo.measure("b", 12, 1);
  const ComparedRow row = duo.row();
  EXPECT_EQ(row.verdict, Verdict::unchanged);
  EXPECT_EQ(row.reason, "shown to be within +-1 % after 12 blocks");
  EXPECT_TRUE(row.can_fire);
  EXPECT_EQ(row.blocks, 12U);
}

TEST(DuetJudgement, WhatIsProvenBelowTheThresholdIsUnchangedAndSaysSo) {
  Duo duo;
  duo.plan("b", 59);
  duo.measure("b", 59, 1.005);
  const ComparedRow row = duo.row();
  EXPECT_EQ(row.verdict, Verdict::unchanged);
  EXPECT_EQ(row.proven, Proven::worse);
  EXPECT_EQ(row.reason, "proven, but less than what is of interest: shown to be within +-1 % after 12 blocks");
}

TEST(DuetJudgement, WhatIsNeitherSaysAboutHowManyBlocksWouldTell) {
  Duo duo;
  duo.plan("b", 59);
  duo.measure("b", 59, 1.01, 0.1);
  const ComparedRow row = duo.row();
  EXPECT_EQ(row.verdict, Verdict::inconclusive);
  EXPECT_TRUE(row.can_fire);
  EXPECT_EQ(row.reason.find("not proven (p = "), 0U) << row.reason;
  EXPECT_NE(row.reason.find(" and not shown to be within +-1 %; about "), std::string::npos) << row.reason;
  EXPECT_NE(row.reason.find(" more blocks would tell"), std::string::npos) << row.reason;
}

TEST(DuetJudgement, APlanThatCanNeverFireSaysSoAndDoesNotPass) {
  Duo duo;
  duo.plan("b", 4);
  duo.measure("b", 4, 2);
  const Comparison comparison = duo.compare();
  EXPECT_EQ(comparison.rows.at(0).reason,
            "can never fire: 4 blocks among 20 benchmarks; needs 13: raise --budget or --blocks");
  EXPECT_FALSE(comparison.rows.at(0).can_fire);
  EXPECT_EQ(comparison.exit_status, 2);
}

TEST(DuetJudgement, AnInterruptedDuetDoesNotPassEither) {
  Duo duo;
  duo.plan("b", 59);
  duo.measure("b", 8, 2);
  EXPECT_EQ(duo.row().reason, "cannot fire yet: 8 of 59 planned blocks were measured; measure on");
  EXPECT_EQ(duo.compare().exit_status, 2);
}

TEST(DuetJudgement, ABenchmarkWithoutAPlanIsJudgedOnceByAllItsBlocks) {
  Duo duo;
  duo.plan("another", 59);
  duo.measure("b", 20, 1.1);
  const ComparedRow row = duo.row();
  EXPECT_EQ(row.verdict, Verdict::regression);
  EXPECT_NE(row.reason.find("20 of 20 blocks"), std::string::npos) << row.reason;
}

TEST(DuetJudgement, BlocksThatAreNotCompleteTellNothing) {
  Duo duo;
  duo.plan("b", 59);
  duo.measure("b", 20, 1.1);
  for (model::Run* run : {&duo.base, &duo.head})
    for (model::Row& row : run->rows) row.position.reset();
  const ComparedRow row = duo.row();
  EXPECT_EQ(row.verdict, Verdict::inconclusive);
  EXPECT_EQ(row.reason, "no block of four processes is complete");
  EXPECT_FALSE(row.can_fire);
}

TEST(DuetJudgement, TheErrorRateIsSharedByMetricsTheFirstSampledOneFirst) {
  Duo duo;
  duo.plan("b", 59);
  Policy policy;
  policy.metrics = {"allocs_per_iter", "cpu_time", "real_time", "peak_rss", "instructions"};
  const auto level = [&](const std::string& metric) {
    return block_plan(*duo.head.duet, policy, duo.head.metrics, "b", metric).level;
  };
  EXPECT_DOUBLE_EQ(level("cpu_time"), 0.9 * 0.01 / 20 / 2);
  EXPECT_DOUBLE_EQ(level("real_time"), 0.05 * 0.01 / 20 / 2);
  EXPECT_DOUBLE_EQ(level("peak_rss"), 0.05 * 0.01 / 20 / 2);
  const BlockPlan plan = block_plan(*duo.head.duet, policy, duo.head.metrics, "b", "cpu_time");
  EXPECT_EQ(plan.looks, looks_for(59));
  EXPECT_DOUBLE_EQ(plan.margin, std::log1p(0.01));
  duo.head.metrics[model::metric_index(duo.head, "cpu_time")].kind = model::Kind::exact;  // the file knows better
  EXPECT_DOUBLE_EQ(level("real_time"), 0.9 * 0.01 / 20 / 2);
}

TEST(DuetJudgement, ExactMetricsAreJudgedAsEver) {
  Duo duo;
  duo.measure("b", 2, 1.002, 0, "instructions");
  const ComparedRow row = duo.row();
  EXPECT_EQ(row.verdict, Verdict::regression);
  EXPECT_EQ(row.severity, Severity::slight);
  EXPECT_EQ(row.blocks, 0U);
  Duo less;
  less.measure("b", 2, 1.0009, 0, "instructions");
  EXPECT_EQ(less.row().verdict, Verdict::unchanged);
  EXPECT_NE(less.row().reason.find("less than what is of interest"), std::string::npos);
}

TEST(DuetJudgement, ThatTheBenchmarkItselfChangedStandsInEveryRow) {
  Duo duo;
  duo.plan("b", 59);
  duo.measure("b", 12, 1);
  add_rounds(duo.head, "fresh", "real_time", around(1));
  duo.head.duet->benchmark_changes = {"suites/x/a.cpp", "suites/x/b.cpp", "suites/x/c.hpp"};
  for (const ComparedRow& row : duo.compare().rows)
    EXPECT_TRUE(row.reason.ends_with("; the benchmark itself changed (suites/x/a.cpp and 2 more files)")) << row.reason;
  EXPECT_EQ(files_in_words({"a"}), "a");
  EXPECT_EQ(files_in_words({"a", "b"}), "a and 1 more file");
}

TEST(DuetJudgement, SidesThatTellDifferentPlansAreRefused) {
  Duo duo;
  duo.plan("b", 59);
  duo.measure("b", 59, 1.02);
  duo.base.duet->looks["b"] = {59};
  const auto refused = compare_runs(sample_baseline(duo.base), duo.head, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "the two sides of this duet tell different plans");
}

TEST(DuetJudgement, WithoutAPlanRoundsDecide) {
  Duo duo;
  duo.base.duet->alpha = duo.head.duet->alpha = 0;
  duo.measure("b", 20, 1.1);
  const ComparedRow row = duo.row();
  EXPECT_EQ(row.verdict, Verdict::regression);
  EXPECT_EQ(row.blocks, 0U);
  EXPECT_NE(row.reason.find("both sides of one session"), std::string::npos);
}

TEST(DuetJudgement, ValuesWithoutALogarithmAreNotJudged) {
  Duo duo;
  duo.plan("b", 59);
  duo.measure("b", 59, 1);
  duo.head.rows[3].values[0].value = 0;
  EXPECT_EQ(duo.row().verdict, Verdict::inconclusive);
  EXPECT_FALSE(duo.row().can_fire);
}

}  // namespace
}  // namespace trackmeet::compare
