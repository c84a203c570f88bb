// SPDX-License-Identifier: Apache-2.0
#include "model/together.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

Run run_of(const std::string& suite, const std::string& benchmark, std::vector<double> values) {
  model::Run run;
  run.suite = suite;
  const std::uint32_t time = metric_index(run, "real_time");
  std::uint32_t round = 0;
  for (const double value : values) {
    Row row;
    row.name = benchmark;
    row.round = round++;
    row.values = {{time, value}};
    run.rows.push_back(std::move(row));
  }
  return run;
}

TEST(Together, one_file_is_left_as_it_is) {
  const auto run = together({run_of("a", "x", {1, 2})}, "folder");
  ASSERT_TRUE(run);
  EXPECT_EQ(run->source, "");
  EXPECT_EQ(per_round(*run, "x", "real_time"), (std::vector<double>{1, 2}));
}

TEST(Together, rounds_of_a_later_file_come_after_those_before) {
  const auto run = together({run_of("a", "x", {1, 2}), run_of("a", "x", {3, 4})}, "folder");
  ASSERT_TRUE(run);
  EXPECT_EQ(per_round(*run, "x", "real_time"), (std::vector<double>{1, 2, 3, 4}));
  EXPECT_EQ(run->suite, "a");
  EXPECT_TRUE(run->suite_of.empty());
  EXPECT_EQ(run->source, "folder");
}

TEST(Together, files_that_know_neither_suite_nor_rounds_are_rounds_of_one) {
  std::vector<model::Run> runs;
  for (const double value : {1, 2, 3}) {
    runs.push_back(run_of("", "x", {value}));
    runs.back().source = "folder/run-" + std::to_string(runs.size()) + ".txt";
    runs.back().suite = "run-" + std::to_string(runs.size());
    runs.back().rows[0].round.reset();
    runs.back().rows[0].aggregate = "mean";
  }
  const auto run = together(std::move(runs), "folder");
  ASSERT_TRUE(run);
  EXPECT_EQ(run->suite, "run");
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"x"});
  EXPECT_EQ(per_round(*run, "x", "real_time"), (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(run->rows[2].round, 2U);
}

TEST(Together, benchmarks_of_several_suites_are_told_apart) {
  model::Run first = run_of("a", "x", {1});
  first.source = "folder/first.json";
  first.failures.push_back({"x", FailureReason::crash, "it crashed"});
  const auto run = together({first, run_of("b", "x", {2}), run_of("b", "y", {3})}, "folder");
  ASSERT_TRUE(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"a/x", "b/x", "y"}));
  EXPECT_EQ(run->failures[0].name, "a/x");
  EXPECT_EQ(run->failures[0].detail, "first.json: it crashed");
  EXPECT_EQ(run->suite_of, (std::map<std::string, std::string>{{"b/x", "b"}, {"y", "b"}}));
}

TEST(Together, metrics_keep_their_names) {
  model::Run second = run_of("a", "y", {2});
  second.metrics[0] = metric_named("peak_rss");
  const auto run = together({run_of("a", "x", {1}), second}, "folder");
  ASSERT_TRUE(run);
  EXPECT_EQ(per_round(*run, "y", "peak_rss"), std::vector<double>{2});
  EXPECT_TRUE(per_round(*run, "y", "real_time").empty());
}

TEST(Together, what_differs_is_said_once) {
  model::Run other = run_of("a", "x", {2});
  other.git.commit = std::string(40, 'a');
  other.environment.machine_class = "other";
  const auto run = together({run_of("a", "x", {1}), other, other}, "folder");
  ASSERT_TRUE(run);
  EXPECT_EQ(run->git.commit, "");
  EXPECT_EQ(run->environment.warnings,
            (std::vector<std::string>{"its files are of different commits", "its files are of different machines"}));
}

TEST(Together, sides_of_a_duet_must_not_lie_together) {
  model::Run base = run_of("a", "x", {1});
  base.duet = Duet{"d", Side::base};
  model::Run head = base;
  head.duet->side = Side::head;
  EXPECT_EQ(error_text(together({base, head}, "results")),
            "results: error: both sides of a duet lie here\n"
            "  hint: name the files: trackmeet compare '…_base.json' '…_head.json'");
  model::Run other_suite = base;
  other_suite.suite = "b";
  const auto same_side = together({base, other_suite}, "results");
  ASSERT_TRUE(same_side);
  EXPECT_TRUE(same_side->duet.has_value());
}

}  // namespace
}  // namespace trackmeet::model
