// SPDX-License-Identifier: Apache-2.0
#include "app/blessing.hpp"

#include <gtest/gtest.h>

namespace trackmeet::app {
namespace {

model::Run clean_run(const std::string& commit = std::string(40, 'a')) {
  model::Run run;
  run.suite = "sample";
  run.git.commit = commit;
  run.environment.machine_class = "here";
  const std::uint32_t time = model::metric_index(run, "real_time");
  for (std::uint32_t round = 0; round < 3; ++round) {
    model::Row row;
    row.name = "b";
    row.round = round;
    row.values = {{time, 1.0}};
    run.rows.push_back(row);
  }
  return run;
}

TEST(Blessing, ACleanRunMeetsNoObjection) { EXPECT_TRUE(objections_to(clean_run()).empty()); }

TEST(Blessing, EveryFlawIsNamed) {
  model::Run run = clean_run("");
  run.git.dirty = true;
  run.git.describe = "v1-dirty";
  run.failures = {{"b", model::FailureReason::crash, "SIGSEGV"}};
  run.environment.warnings = {"other programs are busy"};
  EXPECT_EQ(objections_to(run), (std::vector<std::string>{"it is not known which commit was measured",
                                                          "the work tree was dirty: v1-dirty is not what was measured",
                                                          "b failed: SIGSEGV", "other programs are busy"}));
}

TEST(Blessing, OnlyRegressionsAreListedWhateverTheirSize) {
  compare::Comparison comparison;
  compare::ComparedRow row;
  row.name = "b";
  row.metric.name = "real_time";
  row.change = 0.05;
  row.verdict = compare::Verdict::regression;
  row.severity = compare::Severity::slight;
  comparison.rows.push_back(row);
  row.verdict = compare::Verdict::improvement;
  comparison.rows.push_back(row);
  EXPECT_EQ(regressions_in(comparison), std::vector<std::string>{"b: +5.00 % real_time"});
}

TEST(Blessing, TheSameCommitIsTheSameProgramUnlessDirty) {
  model::Baseline baseline = with_session(std::nullopt, {clean_run(), {}, {}, {}, {}});
  EXPECT_TRUE(same_program(baseline, clean_run()));
  EXPECT_FALSE(same_program(baseline, clean_run(std::string(40, 'b'))));
  model::Run dirty = clean_run();
  dirty.git.dirty = true;
  EXPECT_FALSE(same_program(baseline, dirty));
  EXPECT_FALSE(same_program(with_session(std::nullopt, {clean_run(""), {}, {}, {}, {}}), clean_run("")));
}

TEST(Blessing, TheOldestSessionsGoFirst) {
  std::optional<model::Baseline> baseline;
  for (std::size_t i = 0; i < most_sessions + 3; ++i) {
    model::Run run = clean_run();
    run.id = std::to_string(i);
    baseline = with_session(std::move(baseline), {std::move(run), {}, {}, {}, {}});
  }
  EXPECT_EQ(baseline->sessions.size(), most_sessions);
  EXPECT_EQ(baseline->sessions.front().run.id, "3");
  EXPECT_EQ(baseline->suite, "sample");
  EXPECT_EQ(baseline->machine_class, "here");
}

TEST(Blessing, MergedSidesCountAllRoundsOnce) {
  model::Run base = clean_run();
  base.duet = model::Duet{"7", model::Side::base};
  model::Run head = clean_run();
  head.duet = model::Duet{"7", model::Side::head};
  for (model::Row& row : head.rows) row.values[0].value = 2;
  head.failures = {{"c", model::FailureReason::error, ""}};
  const model::Run merged = merge_sides(base, head);
  EXPECT_FALSE(merged.duet);
  EXPECT_EQ(model::per_round(merged, "b", "real_time"), (std::vector<double>{1, 1, 1, 2, 2, 2}));
  EXPECT_EQ(merged.failures.size(), 1U);
}

}  // namespace
}  // namespace trackmeet::app
