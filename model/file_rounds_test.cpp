// SPDX-License-Identifier: Apache-2.0
#include "model/file_rounds.hpp"

#include <gtest/gtest.h>

namespace trackmeet::model {
namespace {

constexpr std::uint32_t time_metric = 0;
constexpr std::uint32_t rate_metric = 1;

Run run_of(const std::string& suite, std::vector<Row> rows) {
  Run run;
  run.suite = suite;
  run.metrics = {metric_named("real_time"), metric_named("items_per_second")};
  run.rows = std::move(rows);
  return run;
}

Row row_of(const std::string& name, const std::string& aggregate, std::vector<Value> values) {
  Row row;
  row.name = name;
  row.aggregate = aggregate;
  row.values = std::move(values);
  return row;
}

TEST(FileRounds, repetitions_of_a_benchmark_in_several_files_are_a_round_each) {
  const std::string long_name = "a name that is longer than a short string";
  const model::Run file =
      run_of("a", {row_of(long_name, "", {{time_metric, 1}}), row_of(long_name, "", {{time_metric, 2}}),
                   row_of(long_name, "", {{time_metric, 9}})});
  std::vector<model::Run> runs = {file, file};
  runs[1].rows.push_back(row_of("alone", "", {{time_metric, 5}}));
  make_files_rounds(runs);
  EXPECT_EQ(per_round(runs[0], long_name, "real_time"), std::vector<double>{2});
  EXPECT_EQ(per_round(runs[1], long_name, "real_time"), std::vector<double>{2});
  EXPECT_EQ(runs[1].rows.back().round, std::nullopt) << "no other file has it";
}

TEST(FileRounds, a_summary_is_the_value_of_its_round) {
  const model::Run file =
      run_of("a", {row_of("x", "mean", {{time_metric, 4}, {rate_metric, 70}}),
                   row_of("x", "median", {{time_metric, 3}}), row_of("x", "stddev", {{time_metric, 1}})});
  std::vector<model::Run> runs = {file, file};
  make_files_rounds(runs);
  for (const model::Run& run : runs) {
    EXPECT_EQ(per_round(run, "x", "real_time"), std::vector<double>{3}) << "the median before the mean";
    EXPECT_EQ(per_round(run, "x", "items_per_second"), std::vector<double>{70}) << "the mean where there is no median";
    for (const Series& series : all_series(run)) EXPECT_EQ(series.basis, Basis::samples);
    EXPECT_EQ(run.rows.size(), 4U) << "nothing is thrown away";
    for (const Row& row : run.rows) EXPECT_EQ(row.round, 0U) << row.aggregate;
  }
}

TEST(FileRounds, a_summary_in_one_file_of_several_is_one_round) {
  const model::Run file = run_of("a", {row_of("x", "mean", {{time_metric, 4}})});
  std::vector<model::Run> runs = {file, file};
  runs[1].rows.push_back(row_of("alone", "mean", {{time_metric, 5}}));
  make_files_rounds(runs);
  EXPECT_EQ(runs[1].rows[1].round, 0U);
  EXPECT_EQ(runs[1].rows[1].aggregate, "");
}

TEST(FileRounds, what_repetitions_say_better_stays_a_summary) {
  const model::Run file = run_of("a", {row_of("x", "", {{time_metric, 1}}), row_of("x", "median", {{time_metric, 3}})});
  std::vector<model::Run> runs = {file, file};
  make_files_rounds(runs);
  EXPECT_EQ(per_round(runs[0], "x", "real_time"), std::vector<double>{1});
  EXPECT_EQ(runs[0].rows[1].aggregate, "median");
}

TEST(FileRounds, suites_are_told_apart_and_rounds_are_kept) {
  model::Run counted = run_of("a", {row_of("x", "", {{time_metric, 1}}), row_of("x", "", {{time_metric, 2}})});
  counted.rows[0].round = 0;
  counted.rows[1].round = 1;
  std::vector<model::Run> runs = {counted, counted, run_of("b", {row_of("x", "median", {{time_metric, 3}})})};
  make_files_rounds(runs);
  EXPECT_EQ(per_round(runs[0], "x", "real_time"), (std::vector<double>{1, 2}));
  EXPECT_EQ(runs[2].rows[0].aggregate, "median");
}

}  // namespace
}  // namespace trackmeet::model
