// SPDX-License-Identifier: Apache-2.0
#include "report/outcome.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "report/sample_comparison.hpp"

namespace trackmeet::report {
namespace {

using compare::Gate;
using compare::Severity;
using compare::Verdict;

compare::Comparison ended(int exit_status, Gate gate = Gate::minor) {
  compare::Comparison comparison;
  comparison.exit_status = exit_status;
  comparison.gate = gate;
  return comparison;
}

TEST(Outcome, follows_verdict_severity_and_gate) {
  const struct {
    Verdict verdict;
    Severity severity;
    Gate gate;
    Outcome want;
  } cases[] = {
      {Verdict::regression, Severity::minor, Gate::minor, Outcome::failed},
      {Verdict::regression, Severity::severe, Gate::slight, Outcome::failed},
      {Verdict::regression, Severity::slight, Gate::minor, Outcome::passed},
      {Verdict::regression, Severity::severe, Gate::none, Outcome::passed},
      {Verdict::improvement, Severity::severe, Gate::slight, Outcome::passed},
      {Verdict::unchanged, Severity::none, Gate::slight, Outcome::passed},
      {Verdict::inconclusive, Severity::none, Gate::slight, Outcome::skipped},
      {Verdict::incomparable, Severity::none, Gate::slight, Outcome::skipped},
      {Verdict::added, Severity::none, Gate::slight, Outcome::skipped},
      {Verdict::failed, Severity::none, Gate::none, Outcome::error},
      {Verdict::missing, Severity::none, Gate::none, Outcome::error},
  };
  for (const auto& [verdict, severity, gate, want] : cases) {
    compare::ComparedRow row = sample::row("x", verdict, 1, 2, 0.9, 1.1, "");
    row.severity = severity;
    EXPECT_EQ(outcome_of(row, ended(2, gate)), want) << compare::to_string(verdict);
  }
}

TEST(Outcome, what_may_be_missing_is_no_error) {
  compare::ComparedRow row = sample::unpaired("x", Verdict::missing, "a rule allows that");
  row.permitted = true;
  for (const int status : {0, 1, 2}) EXPECT_EQ(outcome_of(row, ended(status)), Outcome::skipped) << status;
  row.permitted = false;
  EXPECT_EQ(outcome_of(row, ended(2)), Outcome::error);
  EXPECT_EQ(outcome_of(row, ended(1)), Outcome::error);
}

TEST(Outcome, what_repeats_the_time_fails_with_the_time_alone) {
  compare::ComparedRow row = sample::row("x", Verdict::regression, 1, 2, 0.9, 1.1, "");
  row.severity = Severity::severe;
  EXPECT_EQ(outcome_of(row, ended(1)), Outcome::failed);
  row.repeats_time = true;
  EXPECT_EQ(outcome_of(row, ended(1)), Outcome::passed);
}

TEST(Outcome, an_unanswered_question_is_told_where_no_row_tells_it) {
  compare::Comparison comparison = ended(2);
  comparison.rows = {sample::row("x", Verdict::inconclusive, 1, 2, 0.9, 1.1, "too few rounds")};
  EXPECT_TRUE(fails_as_a_whole(comparison));
  comparison.rows.push_back(sample::unpaired("y", Verdict::failed, "crash"));
  EXPECT_FALSE(fails_as_a_whole(comparison));
  EXPECT_FALSE(fails_as_a_whole(ended(0)));
  EXPECT_FALSE(fails_as_a_whole(sample::mixed()));
}

TEST(Outcome, of_several_a_regression_counts_most_then_what_is_not_answered) {
  const auto together = [](std::vector<int> statuses) {
    std::vector<compare::Comparison> comparisons;
    for (const int status : statuses) comparisons.push_back(ended(status));
    return exit_status_of(comparisons);
  };
  EXPECT_EQ(together({}), 0);
  EXPECT_EQ(together({0, 0}), 0);
  EXPECT_EQ(together({0, 2, 0}), 2);
  EXPECT_EQ(together({2, 1, 2}), 1);
}

}  // namespace
}  // namespace trackmeet::report
