// SPDX-License-Identifier: Apache-2.0
#include "report/overview.hpp"

#include <gtest/gtest.h>

#include "report/sample_run.hpp"

namespace trackmeet::report {
namespace {

TEST(Overview, of_runs_has_a_line_for_each) {
  std::vector<model::Run> runs = {sample::run(), sample::run()};
  runs[1].suite = "events";
  runs[1].failures = {{"mlp", model::FailureReason::crash, "", {}}};
  TextOptions options;
  options.width = 100;
  EXPECT_EQ(render_overview(runs, options),
            "suite       benchmarks  failed  rounds  typical spread\n"
            "tensor_ops           3               3           0.0 %\n"
            "events               3       1       3           0.0 %\n");
  EXPECT_EQ(render_overview(std::span(runs).first(1), options), "");
}

TEST(Overview, of_comparisons_counts_their_verdicts) {
  compare::Comparison fine;
  fine.suite = "fine";
  fine.conclusion = "nothing is worse";
  fine.rows.resize(3);
  for (compare::ComparedRow& row : fine.rows) row.verdict = compare::Verdict::unchanged;
  compare::Comparison worse = fine;
  worse.suite = "worse";
  worse.conclusion = "b is 20.0 % slower (minor)";
  worse.rows[0].verdict = compare::Verdict::regression;
  worse.rows[1].verdict = compare::Verdict::missing;
  TextOptions options;
  options.width = 100;
  EXPECT_EQ(render_overview(std::vector{fine, worse}, options),
            "suite  regressions  unchanged  other  conclusion\n"
            "fine                        3         nothing is worse\n"
            "worse            1          1      1  b is 20.0 % slower (minor)\n");
}

}  // namespace
}  // namespace trackmeet::report
