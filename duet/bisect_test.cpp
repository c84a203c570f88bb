// SPDX-License-Identifier: Apache-2.0
#include "duet/bisect.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "compare/duet_plan.hpp"

namespace trackmeet::duet {
namespace {

/// Two sides of 40 blocks in which the head takes `ratio` times as long, give or take a little.
SuiteRuns runs_with(double ratio) {
  SuiteRuns runs;
  for (model::Run* run : {&runs.base, &runs.head}) {
    const bool is_head = run == &runs.head;
    run->duet = model::Duet{"d", is_head ? model::Side::head : model::Side::base};
    run->duet->alpha = 0.01;
    run->duet->benchmarks = 1;
    run->duet->looks["x"] = compare::looks_for(40);
    const std::uint32_t metric = model::metric_index(*run, "real_time");
    for (std::uint32_t block = 0; block < 40; ++block)
      for (const std::uint32_t place : {0U, 1U}) {
        model::Row row;
        row.name = "x";
        row.round = 2 * block + place;
        row.block = block;
        row.position = is_head ? 1 + place : 3 * place;
        const double noise = 1 + 0.001 * std::sin(7.0 * block + 3.0 * place + (is_head ? 1.0 : 0.0));
        row.values = {{metric, 0.01 * noise * (is_head ? ratio : 1)}};
        run->rows.push_back(row);
      }
  }
  return runs;
}

TEST(Bisect, a_commit_is_bad_if_it_has_more_than_half_of_the_regression) {
  DuetOptions options;
  options.centre = std::log(1.10) / 2;
  const struct {
    double ratio;
    CommitAnswer want;
  } cases[] = {
      {1.00, CommitAnswer::good}, {1.02, CommitAnswer::good}, {1.08, CommitAnswer::bad}, {1.10, CommitAnswer::bad}};
  for (const auto& [ratio, want] : cases)
    EXPECT_EQ(answer_of(judge_time(runs_with(ratio), "x", options)), want) << ratio;
  EXPECT_EQ(answer_of(judge_time(runs_with(std::exp(options.centre)), "x", options)), CommitAnswer::undecided);
}

TEST(Bisect, without_a_centre_it_is_asked_whether_there_is_a_change_at_all) {
  DuetOptions options;
  const JudgedTime same = judge_time(runs_with(1.0), "x", options);
  EXPECT_EQ(same.evidence.proven, compare::Proven::no);
  EXPECT_GT(same.evidence.within_at, 0U);
  const JudgedTime worse = judge_time(runs_with(1.10), "x", options);
  EXPECT_EQ(worse.evidence.proven, compare::Proven::worse);
  EXPECT_NEAR(std::expm1(worse.evidence.shift), 0.10, 0.001);
}

TEST(Bisect, what_cannot_be_measured_says_nothing) {
  SuiteRuns runs = runs_with(1.1);
  runs.head.failures.push_back({"x", model::FailureReason::crash, "head: was ended by SIGSEGV", {}});
  const JudgedTime crashed = judge_time(runs, "x", {});
  EXPECT_EQ(crashed.failure, "head: was ended by SIGSEGV");
  EXPECT_EQ(answer_of(crashed), CommitAnswer::skipped);
  EXPECT_EQ(judge_time(runs_with(1.1), "y", {}).failure, "it was not measured on both sides");
}

}  // namespace
}  // namespace trackmeet::duet
