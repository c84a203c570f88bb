// SPDX-License-Identifier: Apache-2.0
#include "compare/mood.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "compare/sample_runs.hpp"

namespace trackmeet::compare {
namespace {

/// `sessions` sessions of `commit` of ten benchmarks; each session is slower or faster by its entry.
void add_sessions(model::Baseline& baseline, const std::string& commit, const std::vector<double>& shifts) {
  for (const double shift : shifts) {
    model::Run run = blank_run(commit);
    for (int b = 0; b < 10; ++b) add_rounds(run, "b" + std::to_string(b), "real_time", around(1 + shift));
    baseline.sessions.push_back({std::move(run), {}, {}, {}, {}});
  }
}

TEST(Mood, IsAssumedUntilFiveSessionsTell) {
  model::Baseline baseline;
  add_sessions(baseline, std::string(40, 'a'), {0, 0.001, -0.001, 0});
  const Mood mood = moods_of(baseline, "real_time", {}, 0.025).usual;
  EXPECT_EQ(mood.sessions, 0U);
  EXPECT_EQ(mood.tau, 0.02);
  EXPECT_NEAR(mood.variance, 0.02 * 0.02 * (1 + 0.25), 1e-12) << "a new session against the mean of four";
}

TEST(Mood, WhatWasSeenCountsIfItIsMoreThanAssumed) {
  model::Baseline baseline;
  add_sessions(baseline, std::string(40, 'a'), {0, 0.2});
  EXPECT_GT(moods_of(baseline, "real_time", {}, 0.025).usual.tau, 0.1);
}

TEST(Mood, FiveSessionsAreMeasured) {
  model::Baseline baseline;
  add_sessions(baseline, std::string(40, 'a'), {0, 0.03, -0.03, 0.01, -0.01});
  const Mood mood = moods_of(baseline, "real_time", {}, 0.025).usual;
  EXPECT_EQ(mood.sessions, 5U);
  EXPECT_NEAR(mood.tau, std::sqrt(0.002 / 4), 0.001);
  EXPECT_GT(mood.allowance, 2 * mood.tau) << "all benchmarks moved together: four degrees of freedom are few";
}

TEST(Mood, SessionsOfEarlierCommitsStillTell) {
  model::Baseline baseline;
  add_sessions(baseline, std::string(40, 'a'), {0, 0.01, -0.01, 0.005, 0});
  add_sessions(baseline, std::string(40, 'b'), {0.5});
  const Mood mood = moods_of(baseline, "real_time", {}, 0.025).usual;
  EXPECT_EQ(mood.sessions, 5U);
  EXPECT_LT(mood.tau, 0.02) << "that the new commit is half as slow again is no mood";
}

TEST(Mood, ABenchmarkThatIsFarMoodierIsJudgedByItsOwnSpread) {
  model::Baseline baseline;
  add_sessions(baseline, std::string(40, 'a'), {0, 0.011, -0.012, 0.004, -0.003});
  const double own[] = {0.15, -0.15, 0.15, -0.15, 0};
  for (std::size_t s = 0; s < 5; ++s) {
    model::Run& run = baseline.sessions[s].run;
    std::erase_if(run.rows, [](const model::Row& row) { return row.name == "b3"; });
    add_rounds(run, "b3", "real_time", around(1 + own[s]));
    // The others are not quite alike either, or nothing could be held against anything.
    for (std::size_t i = 0; i < run.rows.size(); ++i)
      run.rows[i].values[0].value *=
          1 + 0.002 * static_cast<double>((s * 7 + static_cast<std::size_t>(run.rows[i].name[1])) % 5);
  }
  const Moods moods = moods_of(baseline, "real_time", {}, 0.025);
  ASSERT_EQ(moods.of_moody.size(), 1U);
  EXPECT_GT(moods.of("b3").tau, 0.1);
  EXPECT_LT(moods.of("b4").tau, 0.02) << "and it does not spoil the others";
}

TEST(Mood, AnUnknownMetricIsAssumed) {
  model::Baseline baseline;
  add_sessions(baseline, std::string(40, 'a'), {0, 0, 0, 0, 0});
  EXPECT_EQ(moods_of(baseline, "peak_rss", {}, 0.025).usual.sessions, 0U);
}

}  // namespace
}  // namespace trackmeet::compare
