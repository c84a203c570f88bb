// SPDX-License-Identifier: Apache-2.0
#include "compare/comparison.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>

#include "compare/sample_runs.hpp"

namespace trackmeet::compare {
namespace {

const ComparedRow& row_of(const Comparison& comparison, const std::string& name) {
  return *std::ranges::find(comparison.rows, name, &ComparedRow::name);
}

/// One benchmark that went from `base` to `head`.
Comparison compare_one(std::string_view metric, const std::vector<double>& base, const std::vector<double>& head,
                       Policy policy = {}) {
  model::Run before = blank_run();
  add_rounds(before, "b", metric, base);
  model::Run after = blank_run(std::string(40, 'b'));
  add_rounds(after, "b", metric, head);
  policy.metrics = {std::string(metric)};
  return compare_runs(sample_baseline(before), after, policy).value();
}

TEST(Comparison, CallsSlowdownsByTheirSize) {
  const struct {
    double factor;
    Severity severity;
    int exit_status;
  } cases[] = {{1.15, Severity::minor, 1}, {1.3, Severity::moderate, 1}, {1.6, Severity::severe, 1}};
  for (const auto& c : cases) {
    const Comparison comparison = compare_one("real_time", around(1), around(c.factor));
    EXPECT_EQ(comparison.rows[0].verdict, Verdict::regression) << c.factor;
    EXPECT_EQ(comparison.rows[0].severity, c.severity) << c.factor;
    EXPECT_NEAR(comparison.rows[0].change, c.factor - 1, 1e-9);
    EXPECT_EQ(comparison.exit_status, c.exit_status);
  }
}

TEST(Comparison, ThroughputThatFallsIsAsBadAsTimeThatRises) {
  const ComparedRow time = compare_one("real_time", around(60), around(100)).rows[0];
  const ComparedRow rate = compare_one("items_per_second", around(100), around(60)).rows[0];
  EXPECT_NEAR(time.change, 2.0 / 3, 1e-9);
  EXPECT_NEAR(rate.change, 2.0 / 3, 1e-9);
  EXPECT_EQ(rate.verdict, Verdict::regression);
  EXPECT_EQ(rate.severity, time.severity);
  EXPECT_NEAR(rate.interval_low, time.interval_low, 0.01);
  EXPECT_EQ(compare_one("items_per_second", around(60), around(100)).rows[0].verdict, Verdict::improvement);
}

TEST(Comparison, TheGateDecidesWhatFails) {
  for (const auto& [gate, want] : {std::pair(Gate::none, 0), std::pair(Gate::minor, 1), std::pair(Gate::moderate, 1),
                                   std::pair(Gate::severe, 0)}) {
    Policy policy;
    policy.gate = gate;
    EXPECT_EQ(compare_one("real_time", around(1), around(1.3), policy).exit_status, want);
  }
}

TEST(Comparison, EqualRunsAreShownEqual) {
  const Comparison comparison = compare_one("real_time", around(1), around(1.001));
  EXPECT_EQ(comparison.rows[0].verdict, Verdict::unchanged);
  EXPECT_EQ(comparison.rows[0].reason, "shown to be within +-10 %");
  EXPECT_EQ(comparison.exit_status, 0);
}

TEST(Comparison, OfFilesOfSeveralSuitesHasAMeanForEach) {
  model::Run run = blank_run();
  add_rounds(run, "a", "real_time", around(1));
  add_rounds(run, "b", "real_time", around(1));
  run.suite_of["b"] = "other";
  const Comparison comparison = compare_runs(sample_baseline(run), run, {}).value();
  ASSERT_EQ(comparison.means.size(), 2U);
  EXPECT_EQ(comparison.means[0].suite, "other");
  EXPECT_EQ(comparison.means[0].rows, 1U);
  EXPECT_EQ(comparison.means[1].suite, run.suite);
}

TEST(Comparison, ABenchmarkThatIsFarMoodierThanTheOthersIsJudgedByItsOwnSpread) {
  model::Baseline baseline;
  const double own[] = {0.15, -0.15, 0.1, -0.1, 0.15, -0.12};
  for (std::size_t session = 0; session < std::size(own); ++session) {
    model::Run run = blank_run();
    for (std::size_t i = 0; i < 12; ++i)
      add_rounds(run, "calm" + std::to_string(i), "real_time",
                 around(1 + 0.002 * static_cast<double>((session * 7 + i) % 5)));
    add_rounds(run, "moody", "real_time", around(1 + own[session]));
    baseline.sessions.push_back({std::move(run), {}, {}, {}, {}});
  }
  model::Run head = blank_run(std::string(40, 'b'));
  for (std::size_t i = 0; i < 12; ++i)
    add_rounds(head, "calm" + std::to_string(i), "real_time", around(i == 0 ? 1.18 : 1.004));
  add_rounds(head, "moody", "real_time", around(1.18));
  const Comparison comparison = compare_runs(baseline, head, {}).value();
  EXPECT_EQ(row_of(comparison, "calm0").verdict, Verdict::regression);
  EXPECT_EQ(row_of(comparison, "moody").verdict, Verdict::inconclusive) << row_of(comparison, "moody").reason;
}

TEST(Comparison, TooFewRoundsSaySoAndHowManyAreNeeded) {
  const Comparison comparison = compare_one("real_time", {1, 1.01, 0.99}, {2, 2.01, 1.99});
  EXPECT_EQ(comparison.rows[0].verdict, Verdict::inconclusive);
  EXPECT_FALSE(comparison.rows[0].can_fire);
  EXPECT_EQ(comparison.rows[0].reason, "can never fire on its own: 3 rounds against 3 among 1 row; needs 7 a side");
  EXPECT_EQ(comparison.exit_status, 2);
  EXPECT_EQ(comparison.conclusion, "nothing could be judged");
}

TEST(Comparison, ARowThatCanNeverFireDoesNotPassSilently) {
  model::Run base = blank_run();
  add_rounds(base, "quiet", "real_time", around(1));
  add_rounds(base, "seldom", "real_time", around(1));
  model::Run head = blank_run();
  add_rounds(head, "quiet", "real_time", around(1));
  add_rounds(head, "seldom", "real_time", {1.9, 1.91});
  const Comparison comparison = compare_runs(sample_baseline(base), head, {}).value();
  EXPECT_EQ(row_of(comparison, "seldom").verdict, Verdict::inconclusive);
  EXPECT_EQ(comparison.exit_status, 2);
  EXPECT_EQ(comparison.conclusion, "1 row can never fire");
}

TEST(Comparison, MissingNewAndFailedEachGetOneRowAndAReason) {
  model::Run base = blank_run();
  add_rounds(base, "gone", "real_time", around(1));
  add_rounds(base, "gone", "peak_rss", around(1e6));
  add_rounds(base, "broken", "real_time", around(1));
  add_rounds(base, "fine", "real_time", around(1));
  model::Run head = blank_run();
  add_rounds(head, "fine", "real_time", around(1));
  add_rounds(head, "fresh", "real_time", around(1));
  head.failures = {{"broken", model::FailureReason::crash, "SIGSEGV"},
                   {"never_seen", model::FailureReason::timeout, ""}};
  const Comparison comparison = compare_runs(sample_baseline(base), head, {}).value();
  EXPECT_EQ(comparison.rows.size(), 5U);
  EXPECT_EQ(row_of(comparison, "gone").verdict, Verdict::missing);
  EXPECT_EQ(row_of(comparison, "broken").verdict, Verdict::failed);
  EXPECT_EQ(row_of(comparison, "broken").reason, "crashed: SIGSEGV");
  EXPECT_EQ(row_of(comparison, "never_seen").verdict, Verdict::failed);
  EXPECT_EQ(row_of(comparison, "fresh").verdict, Verdict::added);
  EXPECT_EQ(row_of(comparison, "fine").verdict, Verdict::unchanged);
  EXPECT_EQ(comparison.exit_status, 2);
  EXPECT_EQ(comparison.conclusion, "2 benchmarks failed, 1 benchmark is missing");
  for (const ComparedRow& row : comparison.rows) EXPECT_FALSE(row.reason.empty()) << row.name;
}

TEST(Comparison, ARuleMayAllowABenchmarkToBeMissing) {
  model::Run base = blank_run();
  add_rounds(base, "gone", "real_time", around(1));
  add_rounds(base, "fine", "real_time", around(1));
  model::Run head = blank_run();
  add_rounds(head, "fine", "real_time", around(1));
  Policy policy;
  policy.rules.push_back({.match = "gone", .metric = "", .edges = {}, .allow_missing = true, .ignore = {}});
  const Comparison comparison = compare_runs(sample_baseline(base), head, policy).value();
  EXPECT_EQ(row_of(comparison, "gone").verdict, Verdict::missing);
  EXPECT_EQ(comparison.exit_status, 0);
}

TEST(Comparison, WhatWasNotAskedForIsNotMissing) {
  model::Run base = blank_run();
  add_rounds(base, "left_out", "real_time", around(1));
  add_rounds(base, "fine", "real_time", around(1));
  model::Run head = blank_run();
  add_rounds(head, "fine", "real_time", around(1));
  Policy policy;
  policy.not_asked = {"left_out"};
  const Comparison comparison = compare_runs(sample_baseline(base), head, policy).value();
  EXPECT_EQ(comparison.rows.size(), 1U);
  EXPECT_EQ(comparison.exit_status, 0);
}

TEST(Comparison, ARegressionOutranksWhatCouldNotBeAnswered) {
  model::Run base = blank_run();
  add_rounds(base, "gone", "real_time", around(1));
  add_rounds(base, "slow", "real_time", around(1));
  model::Run head = blank_run();
  add_rounds(head, "slow", "real_time", around(2));
  const Comparison comparison = compare_runs(sample_baseline(base), head, {}).value();
  EXPECT_EQ(comparison.exit_status, 1);
  EXPECT_EQ(comparison.rows[0].name, "slow") << "worst first";
  EXPECT_EQ(comparison.conclusion, "slow is 100 % slower (severe)");
}

TEST(Comparison, AnotherMachineIsNotCompared) {
  model::Run base = blank_run();
  add_rounds(base, "b", "real_time", around(1));
  model::Run head = blank_run();
  add_rounds(head, "b", "real_time", around(2));
  head.environment.machine_class = "aarch64-other";
  const Comparison comparison = compare_runs(sample_baseline(base), head, {}).value();
  EXPECT_EQ(comparison.rows[0].verdict, Verdict::incomparable);
  EXPECT_EQ(comparison.exit_status, 2);
  Policy forced;
  forced.force = true;
  EXPECT_EQ(compare_runs(sample_baseline(base), head, forced).value().exit_status, 1);
}

TEST(Comparison, DebugAgainstReleaseIsRefused) {
  model::Run base = blank_run();
  add_rounds(base, "b", "real_time", around(1));
  model::Run head = base;
  head.environment.build_type = "Debug";
  const auto refused = compare_runs(sample_baseline(base), head, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message,
            "a Debug build cannot be compared with a Release build: the difference would be the compiler's");
  EXPECT_NE(refused.error().hint.find("--force"), std::string::npos);
}

TEST(Comparison, ExactMetricsAreJudgedByDifference) {
  const Comparison more = compare_one("allocs_per_iter", {0, 0, 0}, {1, 1, 1});
  EXPECT_EQ(more.rows[0].verdict, Verdict::regression);
  EXPECT_TRUE(more.rows[0].by_difference);
  EXPECT_EQ(more.rows[0].change, 1);
  EXPECT_EQ(more.rows[0].severity, Severity::minor);
  EXPECT_EQ(more.exit_status, 1);
  EXPECT_EQ(compare_one("allocs_per_iter", {3, 3}, {3, 3}).rows[0].verdict, Verdict::unchanged);
  EXPECT_EQ(compare_one("allocs_per_iter", {100, 100}, {0, 0}).rows[0].verdict, Verdict::improvement);
  EXPECT_EQ(compare_one("allocs_per_iter", {3, 5}, {4, 6}).rows[0].verdict, Verdict::inconclusive);
}

TEST(Comparison, ZeroAndNegativeValuesHaveNoRatio) {
  const Comparison comparison = compare_one("real_time", {0, 1, 1}, {1, 1, 1});
  EXPECT_EQ(comparison.rows[0].verdict, Verdict::inconclusive);
  EXPECT_EQ(comparison.exit_status, 2);
}

TEST(Comparison, SidesOfOneSessionHaveNoMoodBetweenThem) {
  model::Run base = blank_run();
  add_rounds(base, "b", "real_time", around(1));
  base.duet = {"7", model::Side::base};
  model::Run head = blank_run();
  add_rounds(head, "b", "real_time", around(1.05));
  head.duet = {"7", model::Side::head};
  const Comparison together = compare_runs(sample_baseline(base), head, {}).value();
  EXPECT_TRUE(together.spread.same_session);
  EXPECT_EQ(together.rows[0].verdict, Verdict::regression);
  EXPECT_EQ(together.rows[0].severity, Severity::slight);
  head.duet->id = "8";
  EXPECT_EQ(compare_runs(sample_baseline(base), head, {}).value().rows[0].proven, Proven::no);
}

TEST(Comparison, FilesWithoutRoundsAreWarnedOf) {
  model::Run base = blank_run();
  add_rounds(base, "b", "real_time", around(1));
  for (model::Row& row : base.rows) {
    row.repetition = *row.round;
    row.round.reset();
  }
  const Comparison comparison = compare_runs(sample_baseline(base), base, {}).value();
  ASSERT_EQ(comparison.warnings.size(), 1U);
  EXPECT_EQ(comparison.warnings[0].find("both files know no rounds: repetitions of one process stand in"), 0U);
  model::Run mixed = base;
  add_rounds(mixed, "c", "real_time", around(1));
  EXPECT_EQ(compare_runs(sample_baseline(mixed), mixed, {})
                .value()
                .warnings.at(0)
                .find("both files know no rounds of some benchmarks: repetitions"),
            0U);
  for (model::Row& row : base.rows) row.aggregate = "mean";
  EXPECT_EQ(compare_runs(sample_baseline(base), base, {})
                .value()
                .warnings.at(0)
                .find("both files know no rounds: there are only summaries; for verdicts that hold, run the program"),
            0U);
}

TEST(Comparison, AMetricOnOneSideOnlyIsSaidAloud) {
  model::Run base = blank_run();
  add_rounds(base, "b", "real_time", around(1));
  model::Run head = base;
  add_rounds(head, "b", "peak_rss", around(1e6));
  const Comparison comparison = compare_runs(sample_baseline(base), head, {}).value();
  ASSERT_EQ(comparison.warnings.size(), 1U);
  EXPECT_EQ(comparison.warnings[0], "peak_rss is known on one side only and was not compared (1 benchmark)");
}

TEST(Comparison, NothingInCommonIsAllMissingAndNew) {
  model::Run base = blank_run();
  add_rounds(base, "a", "real_time", around(1));
  model::Run head = blank_run();
  add_rounds(head, "b", "real_time", around(1));
  const Comparison comparison = compare_runs(sample_baseline(base), head, {}).value();
  EXPECT_EQ(count(comparison, Verdict::missing), 1U);
  EXPECT_EQ(count(comparison, Verdict::added), 1U);
  EXPECT_EQ(comparison.exit_status, 2);
}

TEST(Comparison, OfWhatRunsOnceASessionJudgesQualityButNotTime) {
  const auto session = [](const char* commit, double accuracy, double seconds) {
    model::Run run = blank_run(std::string(40, *commit));
    add_rounds(run, "quick", "real_time", around(1));
    add_rounds(run, "learns", "real_time", {seconds});
    add_rounds(run, "learns", "accuracy", {accuracy});
    return run;
  };
  const Comparison same = compare_runs(sample_baseline(session("a", 0.91, 1)), session("b", 0.91, 3), {}).value();
  EXPECT_EQ(same.rows.size(), 2U);
  EXPECT_EQ(row_of(same, "learns").verdict, Verdict::unchanged);
  ASSERT_EQ(same.warnings.size(), 1U);
  EXPECT_EQ(
      same.warnings[0],
      "1 benchmark was measured in one of 10 rounds (learns): what varies from round to round was not judged there "
      "(real_time)");

  const Comparison worse = compare_runs(sample_baseline(session("a", 0.91, 1)), session("b", 0.87, 1), {}).value();
  EXPECT_EQ(row_of(worse, "learns").verdict, Verdict::regression);
  EXPECT_EQ(row_of(worse, "learns").severity, Severity::moderate);
  EXPECT_EQ(worse.exit_status, 1);
  EXPECT_NE(worse.conclusion.find("learns"), std::string::npos);
}

TEST(Comparison, WhatOneRoundOfManySaysAloneIsShownAndLeftOpen) {
  const auto session = [](const char* commit, double seconds) {
    model::Run run = blank_run(std::string(40, *commit));
    add_rounds(run, "quick", "real_time", around(1));
    add_rounds(run, "once", "real_time", {seconds});
    return run;
  };
  const Comparison comparison = compare_runs(sample_baseline(session("a", 1)), session("b", 3), {}).value();
  const ComparedRow& row = row_of(comparison, "once");
  EXPECT_EQ(row.verdict, Verdict::inconclusive);
  EXPECT_FALSE(row.can_fire);
  EXPECT_EQ(row.base, 1);
  EXPECT_EQ(row.head, 3);
  EXPECT_EQ(row.reason, "measured in one round only, of 10: nothing is proven by it");
}

TEST(Comparison, SessionsThatNeedNotBeOneProgramAreNotPooled) {
  const auto session = [](const std::string& commit, bool dirty, double seconds) {
    model::Run run = blank_run(commit);
    run.git.dirty = dirty;
    add_rounds(run, "work", "real_time", around(seconds));
    return run;
  };
  for (const bool dirty : {false, true}) {
    const std::string commit = dirty ? std::string(40, 'c') : "";
    model::Baseline base = sample_baseline(session(commit, dirty, 1));
    for (const double seconds : {1.1, 1.21, 1.33, 1.46})
      base.sessions.push_back({session(commit, dirty, seconds), {}, "", {}, {}});
    const Comparison comparison = compare_runs(base, session(std::string(40, 'd'), false, 1.9), {}).value();
    EXPECT_EQ(comparison.base.sessions, 1U) << "dirty: " << dirty;
    EXPECT_EQ(comparison.spread.sessions, 0U);
    EXPECT_EQ(row_of(comparison, "work").verdict, Verdict::regression);
    EXPECT_NEAR(row_of(comparison, "work").change, 0.3, 0.01);
  }
}

TEST(Comparison, ExactMetricsAreTheSameOnlyIfTheirRangesAre) {
  const auto verdict = [](const std::string& metric, const std::vector<double>& base, const std::vector<double>& head) {
    model::Run runs[] = {blank_run(std::string(40, 'a')), blank_run(std::string(40, 'b'))};
    add_rounds(runs[0], "x", metric, base);
    add_rounds(runs[1], "x", metric, head);
    for (model::Run& run : runs) run.metrics[0].kind = model::Kind::exact;
    for (model::Run& run : runs) run.metrics[0].guessed = false;
    const ComparedRow row = row_of(compare_runs(sample_baseline(runs[0]), runs[1], {}).value(), "x");
    return std::pair(row.verdict, row.severity);
  };
  using Pair = std::pair<Verdict, Severity>;
  EXPECT_EQ(verdict("n", {10, 10, 10}, {10, 10, 1000}), Pair(Verdict::inconclusive, Severity::none));
  EXPECT_EQ(verdict("n", {10, 12, 10}, {10, 12, 10}), Pair(Verdict::unchanged, Severity::none));
  EXPECT_EQ(verdict("n", {-1000, -1000}, {-999, -999}), Pair(Verdict::unchanged, Severity::none)) << "0.1 %";
  EXPECT_EQ(verdict("n", {-1000, -1000}, {-880, -880}), Pair(Verdict::regression, Severity::minor)) << "12 %";
  EXPECT_EQ(verdict("n", {0, 0}, {0.009, 0.009}), Pair(Verdict::regression, Severity::severe)) << "from nothing";
}

TEST(Comparison, AMissingBenchmarkThatARuleAllowsIsMarked) {
  model::Run base = blank_run(std::string(40, 'a'));
  add_rounds(base, "gone", "real_time", around(1));
  add_rounds(base, "stays", "real_time", around(1));
  model::Run head = blank_run(std::string(40, 'b'));
  add_rounds(head, "stays", "real_time", around(2));
  Policy policy;
  EXPECT_FALSE(row_of(compare_runs(sample_baseline(base), head, policy).value(), "gone").permitted);
  policy.rules.resize(1);
  policy.rules[0].allow_missing = true;
  const Comparison comparison = compare_runs(sample_baseline(base), head, policy).value();
  EXPECT_TRUE(row_of(comparison, "gone").permitted);
  EXPECT_EQ(comparison.exit_status, 1) << "of what stays";
}

}  // namespace
}  // namespace trackmeet::compare
