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
  const Mood mood = mood_of(baseline, "real_time", {}, 0.025);
  EXPECT_EQ(mood.sessions, 0U);
  EXPECT_EQ(mood.tau, 0.02);
  EXPECT_NEAR(mood.variance, 0.02 * 0.02 * (1 + 0.25), 1e-12) << "a new session against the mean of four";
}

TEST(Mood, WhatWasSeenCountsIfItIsMoreThanAssumed) {
  model::Baseline baseline;
  add_sessions(baseline, std::string(40, 'a'), {0, 0.2});
  EXPECT_GT(mood_of(baseline, "real_time", {}, 0.025).tau, 0.1);
}

TEST(Mood, FiveSessionsAreMeasured) {
  model::Baseline baseline;
  add_sessions(baseline, std::string(40, 'a'), {0, 0.03, -0.03, 0.01, -0.01});
  const Mood mood = mood_of(baseline, "real_time", {}, 0.025);
  EXPECT_EQ(mood.sessions, 5U);
  EXPECT_NEAR(mood.tau, std::sqrt(0.002 / 4), 0.001);
  EXPECT_GT(mood.allowance, 2 * mood.tau) << "all benchmarks moved together: four degrees of freedom are few";
}

TEST(Mood, SessionsOfEarlierCommitsStillTell) {
  model::Baseline baseline;
  add_sessions(baseline, std::string(40, 'a'), {0, 0.01, -0.01, 0.005, 0});
  add_sessions(baseline, std::string(40, 'b'), {0.5});
  const Mood mood = mood_of(baseline, "real_time", {}, 0.025);
  EXPECT_EQ(mood.sessions, 5U);
  EXPECT_LT(mood.tau, 0.02) << "that the new commit is half as slow again is no mood";
}

TEST(Mood, AnUnknownMetricIsAssumed) {
  model::Baseline baseline;
  add_sessions(baseline, std::string(40, 'a'), {0, 0, 0, 0, 0});
  EXPECT_EQ(mood_of(baseline, "peak_rss", {}, 0.025).sessions, 0U);
}

}  // namespace
}  // namespace trackmeet::compare
