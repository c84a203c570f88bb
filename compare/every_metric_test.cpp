// SPDX-License-Identifier: Apache-2.0
// What is compared beside the time, and what the rules say of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "compare/comparison.hpp"
#include "compare/sample_runs.hpp"

namespace trackmeet::compare {
namespace {

/// Two sides of one benchmark `b`, whose metrics go from one centre to another.
struct Sides {
  model::Run base = blank_run();
  model::Run head = blank_run(std::string(40, 'b'));
  Policy policy{};

  Sides& measure(const std::string& metric, const std::vector<double>& before, const std::vector<double>& after) {
    add_rounds(base, "b", metric, before);
    add_rounds(head, "b", metric, after);
    return *this;
  }
  Sides& measure(const std::string& metric, double factor) { return measure(metric, around(1), around(factor)); }
  /// Turns all values into means.
  Sides& summarised() {
    for (model::Run* run : {&base, &head})
      for (model::Row& row : run->rows) row.aggregate = "mean";
    return *this;
  }
  Comparison compare() const { return compare_runs(sample_baseline(base), head, policy).value(); }
};

const ComparedRow& row_of(const Comparison& comparison, const std::string& metric) {
  return *std::ranges::find_if(comparison.rows, [&](const ComparedRow& row) { return row.metric.name == metric; });
}

TEST(EveryMetric, IsJudgedAndTheTimeComesFirst) {
  const Comparison comparison = Sides().measure("loss", 1).measure("peak_rss", 1.3).measure("real_time", 1).compare();
  ASSERT_EQ(comparison.rows.size(), 3U);
  EXPECT_EQ(row_of(comparison, "peak_rss").verdict, Verdict::regression);
  EXPECT_EQ(comparison.exit_status, 1);
  ASSERT_EQ(comparison.means.size(), 3U);
  EXPECT_EQ(comparison.means[0].metric.name, "real_time");
  EXPECT_EQ(comparison.means[1].metric.name, "peak_rss");
  EXPECT_EQ(comparison.means[2].metric.name, "loss");
  Sides only = Sides().measure("real_time", 1).measure("peak_rss", 1.3);
  only.policy.metrics = {"real_time"};
  EXPECT_EQ(only.compare().rows.size(), 1U);
  EXPECT_EQ(only.compare().exit_status, 0);
}

TEST(EveryMetric, WhatRepeatsTheTimeIsOneFindingWithIt) {
  const Comparison slower =
      Sides().measure("real_time", 1.3).measure("cpu_time", 1.3).measure("items_per_second", 1 / 1.3).compare();
  EXPECT_EQ(slower.rows.size(), 3U);
  EXPECT_EQ(count(slower, Verdict::regression), 1U);
  EXPECT_EQ(slower.conclusion, "b is 30.0 % slower (moderate)");
  EXPECT_TRUE(row_of(slower, "cpu_time").repeats_time);
  EXPECT_TRUE(row_of(slower, "items_per_second").repeats_time);
  EXPECT_FALSE(row_of(slower, "real_time").repeats_time);

  const Comparison busier = Sides().measure("real_time", 1).measure("cpu_time", 1.3).compare();
  EXPECT_FALSE(row_of(busier, "cpu_time").repeats_time) << "the time says something else";
  EXPECT_EQ(busier.exit_status, 1);
  const Comparison worse = Sides().measure("real_time", 1.15).measure("cpu_time", 1.6).compare();
  EXPECT_FALSE(row_of(worse, "cpu_time").repeats_time) << "the time is less bad";
}

TEST(EveryMetric, AViewThatCannotTellWhatTheTimeProvesIsNoQuestion) {
  const std::vector<double> noisy = {0.6, 1.5, 0.8, 1.3, 1, 0.7, 1.4, 0.9, 1.2, 1.1};
  const auto scaled = [&](double factor) {
    std::vector<double> values = noisy;
    for (double& value : values) value *= factor;
    return values;
  };
  const auto cpu_time_beside = [&](double time, double cpu) {
    const Comparison comparison = Sides().measure("real_time", time).measure("cpu_time", noisy, scaled(cpu)).compare();
    const ComparedRow& row = row_of(comparison, "cpu_time");
    EXPECT_EQ(row.verdict, Verdict::inconclusive) << time << ' ' << cpu;
    EXPECT_EQ(count(comparison, Verdict::inconclusive), row.repeats_time ? 0U : 1U);
    return row.repeats_time;
  };
  EXPECT_TRUE(cpu_time_beside(1.3, 1.1));
  EXPECT_TRUE(cpu_time_beside(0.7, 0.9));
  EXPECT_FALSE(cpu_time_beside(1.3, 0.9)) << "it says the contrary";
  EXPECT_FALSE(cpu_time_beside(1, 1.1)) << "the time has not changed, this may have";
}

TEST(EveryMetric, OneWhoseDirectionNobodyToldNeverFailsTheGate) {
  for (const double factor : {2.0, 0.5}) {
    const Comparison comparison = Sides().measure("real_time", 1).measure("loss", factor).compare();
    const ComparedRow& row = row_of(comparison, "loss");
    EXPECT_EQ(row.verdict, Verdict::inconclusive) << factor;
    EXPECT_EQ(row.proven, Proven::no);
    EXPECT_TRUE(row.can_fire);
    EXPECT_EQ(row.reason.find(factor > 1 ? "changed by +100 % (p = " : "changed by -50.0 % (p = "), 0U) << row.reason;
    EXPECT_NE(row.reason.find("better = \"lower\" or \"higher\""), std::string::npos);
    EXPECT_EQ(comparison.exit_status, 0);
  }
  EXPECT_EQ(row_of(Sides().measure("loss", 1).compare(), "loss").verdict, Verdict::unchanged);
}

TEST(EveryMetric, ARuleTellsTheDirectionAndTheUnit) {
  Sides sides = Sides().measure("real_time", 1).measure("loss", 2);
  Rule rule;
  rule.metric = "loss";
  rule.better = model::Better::lower;
  rule.unit = "nats";
  sides.policy.rules = {rule};
  const Comparison worse = sides.compare();
  EXPECT_EQ(row_of(worse, "loss").verdict, Verdict::regression);
  EXPECT_EQ(row_of(worse, "loss").metric.unit, "nats");
  EXPECT_EQ(worse.exit_status, 1);
  sides.policy.rules[0].better = model::Better::higher;
  const ComparedRow better = row_of(sides.compare(), "loss");
  EXPECT_EQ(better.verdict, Verdict::improvement);
  EXPECT_NEAR(better.change, -0.5, 1e-9);
  sides.policy.rules[0].suite = "another";
  EXPECT_EQ(row_of(sides.compare(), "loss").verdict, Verdict::inconclusive);
}

TEST(EveryMetric, MoreOfThemTakeNoPowerFromTheTime) {
  const double alone = row_of(Sides().measure("real_time", 1.3).compare(), "real_time").p_adjusted;
  Sides many = Sides().measure("real_time", 1.3);
  for (int i = 0; i < 20; ++i) many.measure("counter" + std::to_string(i) + "_per_second", 1.01);
  EXPECT_EQ(row_of(many.compare(), "real_time").p_adjusted, alone);
}

TEST(EveryMetric, CountersThatNoRatioCanJudgeLeaveNoQuestionOpen) {
  const std::vector<double> zeros(10, 0);
  std::vector<double> some = zeros;
  some[3] = 1;
  const Comparison comparison =
      Sides().measure("real_time", 1).measure("errors", zeros, zeros).measure("drops", zeros, some).compare();
  EXPECT_EQ(row_of(comparison, "errors").verdict, Verdict::unchanged);
  EXPECT_EQ(row_of(comparison, "errors").reason, "the same on both sides, every time");
  EXPECT_EQ(row_of(comparison, "drops").verdict, Verdict::inconclusive);
  EXPECT_EQ(comparison.exit_status, 0);
}

TEST(EveryMetric, SummariesSayWhatTheyRestOn) {
  const Comparison comparison =
      Sides().measure("real_time", {1.0}, {3.0}).measure("allocs_per_iter", {2}, {5}).summarised().compare();
  const ComparedRow& time = row_of(comparison, "real_time");
  EXPECT_EQ(time.verdict, Verdict::inconclusive);
  EXPECT_NEAR(time.change, 2, 1e-12);
  EXPECT_EQ(time.reason, "rests on one mean each; there are no samples");
  EXPECT_EQ(time.interval_high, std::numeric_limits<double>::infinity());
  const ComparedRow& allocations = row_of(comparison, "allocs_per_iter");
  EXPECT_EQ(allocations.verdict, Verdict::regression) << "exact values need no samples";
  EXPECT_EQ(allocations.reason, "2 -> 5; rests on one mean each; there are no samples");

  Sides one_side;
  add_rounds(one_side.base, "b", "real_time", {1});
  one_side.base.rows[0].aggregate = "median";
  add_rounds(one_side.head, "b", "real_time", around(1));
  EXPECT_EQ(one_side.compare().rows[0].reason,
            "rests on one median on the side of the base, of which there are no samples");
}

TEST(EveryMetric, FewerRoundsThanTheMinimumSayNothing) {
  Sides sides = Sides().measure("real_time", 1.6).measure("allocs_per_iter", {1, 1}, {3, 3});
  sides.policy.minimum_rounds = 11;
  const Comparison comparison = sides.compare();
  const ComparedRow& row = row_of(comparison, "real_time");
  EXPECT_EQ(row.verdict, Verdict::inconclusive);
  EXPECT_EQ(row.severity, Severity::none);
  EXPECT_EQ(row.reason, "10 rounds against 10, fewer than the 11 that minimum_rounds asks for");
  EXPECT_EQ(row_of(comparison, "allocs_per_iter").verdict, Verdict::regression) << "the same every time";
  sides.policy.minimum_rounds = 10;
  EXPECT_EQ(row_of(sides.compare(), "real_time").verdict, Verdict::regression);
}

TEST(EveryMetric, ARequiredBenchmarkMustBeInTheHeadWhateverTheBaseHas) {
  const auto status = [](const std::string& match, const std::set<std::string>& not_asked = {}) {
    Sides sides = Sides().measure("real_time", 1);
    Rule rule;
    rule.match = match;
    rule.required = true;
    sides.policy.rules = {rule};
    sides.policy.not_asked = not_asked;
    return sides.compare();
  };
  EXPECT_EQ(status("b").exit_status, 0);
  EXPECT_EQ(status("b*").exit_status, 0);
  const Comparison lacking = status("startup*");
  EXPECT_EQ(lacking.exit_status, 2);
  EXPECT_EQ(lacking.conclusion, "1 benchmark is missing");
  const auto row = std::ranges::find(lacking.rows, "startup*", &ComparedRow::name);
  ASSERT_NE(row, lacking.rows.end());
  EXPECT_EQ(row->verdict, Verdict::missing);
  EXPECT_EQ(row->reason, "required by a rule, but in neither run");
  EXPECT_EQ(status("startup*", {"startup_time"}).exit_status, 0) << "left out on purpose";
}

TEST(EveryMetric, ARenamedBenchmarkIsComparedWithWhatItWas) {
  Sides sides;
  add_rounds(sides.base, "old", "real_time", around(1));
  add_rounds(sides.head, "new", "real_time", around(1.3));
  EXPECT_EQ(sides.compare().exit_status, 2) << "one missing and one new";
  sides.policy.renames = {{"old", "new"}};
  const Comparison comparison = sides.compare();
  ASSERT_EQ(comparison.rows.size(), 1U);
  EXPECT_EQ(comparison.rows[0].name, "new");
  EXPECT_EQ(comparison.rows[0].verdict, Verdict::regression);
  add_rounds(sides.base, "new", "real_time", around(1));
  const auto clash = compare_runs(sample_baseline(sides.base), sides.head, sides.policy);
  ASSERT_FALSE(clash);
  EXPECT_EQ(clash.error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace trackmeet::compare
