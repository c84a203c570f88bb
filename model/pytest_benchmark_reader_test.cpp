// SPDX-License-Identifier: Apache-2.0
#include "model/pytest_benchmark_reader.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

Result<Run> read(std::string_view text) {
  const auto document = parse_json(text, "0001_run.json");
  EXPECT_TRUE(document && is_pytest_benchmark(document->root));
  return read_pytest_benchmark(document->root, "0001_run.json");
}

TEST(PytestBenchmark, gives_every_round_as_a_sample_and_summaries_where_rounds_are_missing) {
  const std::string text = test_data("pytest_benchmark.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run),
            (std::vector<std::string>{"bench.py::test_sort[1000]", "bench.py::test_load", "bench.py::test_trimmed"}));
  EXPECT_EQ(per_round(*run, "bench.py::test_sort[1000]", "real_time"), (std::vector<double>{0.0003, 0.0002, 0.0004}));
  EXPECT_EQ(run->rows.front().iterations, 10U);
  EXPECT_EQ(per_round(*run, "bench.py::test_load", "real_time"), std::vector<double>{2}) << "the median";
  EXPECT_EQ(per_round(*run, "bench.py::test_trimmed", "real_time"), std::vector<double>{0.5625})
      << "two of 900 rounds say less than their median";
}

TEST(PytestBenchmark, knows_the_commit_the_time_and_the_machine) {
  const std::string text = test_data("pytest_benchmark.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->git.commit, "3f786850e387550fdab836ed7e6dc881de23001b");
  EXPECT_EQ(run->git.branch, "main");
  EXPECT_FALSE(run->git.dirty);
  EXPECT_EQ(to_iso8601(run->git.commit_time.value()), "2026-11-20T09:00:00Z");
  EXPECT_EQ(to_iso8601(run->timestamp), "2026-11-21T09:15:11Z");
  EXPECT_EQ(run->environment.os, "Linux");
  EXPECT_EQ(run->environment.kernel, "6.1.0-18-amd64");
  EXPECT_EQ(run->environment.architecture, "x86_64");
  EXPECT_EQ(run->environment.cpu, "AMD EPYC 7763");
  EXPECT_EQ(run->environment.cores, 4U);
  EXPECT_EQ(run->environment.compiler, "CPython 3.11.2");
  EXPECT_EQ(run->suite, "0001_run");
}

TEST(PytestBenchmark, shows_parameters_that_a_name_leaves_out) {
  const auto run = read(R"({"machine_info": {}, "benchmarks": [
    {"name": "test_a", "param": "7", "stats": {"data": [1], "rounds": 1}},
    {"fullname": "t.py::test_b[x]", "param": "x", "stats": {"mean": 1}}]})");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"test_a[7]", "t.py::test_b[x]"}));
}

TEST(PytestBenchmark, fails_bad_rows_and_no_other) {
  const auto run = read(R"({"machine_info": 3, "commit_info": {"id": "unversioned", "dirty": "yes"}, "datetime": 4,
    "benchmarks": [
    {"fullname": "sound", "stats": {"data": [1, 2], "iterations": -3}},
    {"fullname": "nan", "stats": {"data": [1, NaN]}},
    {"fullname": "negative", "stats": {"median": -1}},
    {"fullname": "empty", "stats": {"data": [], "min": 1}},
    {"fullname": "twice", "stats": {"mean": 1, "mean": 2}},
    {"fullname": "none", "stats": [1]},
    {"fullname": "null", "stats": {"mean": null}},
    {"stats": {"mean": 1}},
    5]})");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"sound"});
  EXPECT_TRUE(run->git.commit.empty());
  const std::vector<std::pair<std::string, std::string>> want = {
      {"nan", "line 4: 'real_time' is nan, which is no finite number"},
      {"negative", "line 5: 'real_time' is negative: -1"},
      {"empty", "line 6: it has neither data nor a median nor a mean"},
      {"twice", "line 7: the key 'mean' occurs twice"},
      {"none", "line 8: there are no 'stats'"},
      {"null", "line 9: it has neither data nor a median nor a mean"},
      {"benchmarks[7]", "line 10: there is no 'fullname'"},
      {"benchmarks[8]", "line 11: there is no 'fullname'"},
  };
  ASSERT_EQ(run->failures.size(), want.size());
  for (std::size_t i = 0; i < want.size(); ++i) {
    EXPECT_EQ(run->failures[i].name, want[i].first);
    EXPECT_EQ(run->failures[i].detail, want[i].second);
  }
}

TEST(PytestBenchmark, is_known_by_its_machine_info) {
  for (const std::string_view other :
       {"{}", "[]", R"({"benchmarks": []})", R"({"benchmarks": {}, "machine_info": {}})", R"({"machine_info": {}})",
        R"({"context": {}, "machine_info": {}, "benchmarks": []})"}) {
    const auto document = parse_json(other, "other.json");
    ASSERT_TRUE(document);
    EXPECT_FALSE(is_pytest_benchmark(document->root)) << other;
  }
}

TEST(PytestBenchmark, without_a_benchmark_is_an_error) {
  const auto run = read(R"({"machine_info": {}, "benchmarks": []})");
  EXPECT_EQ(error_text(run),
            "0001_run.json: error: there is no benchmark in it\n  hint: measure again: did a filter leave nothing?");
}

}  // namespace
}  // namespace trackmeet::model
