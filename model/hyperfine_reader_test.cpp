// SPDX-License-Identifier: Apache-2.0
#include "model/hyperfine_reader.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

Result<Run> read(std::string_view text) {
  const auto document = parse_json(text, "bench.json");
  EXPECT_TRUE(document && is_hyperfine(document->root));
  return read_hyperfine(document->root, "bench.json");
}

TEST(Hyperfine, gives_every_run_as_a_sample_in_seconds) {
  const std::string text = test_data("hyperfine.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"sleep 0.01", "sort big.txt/threads:2"}));
  EXPECT_EQ(per_round(*run, "sleep 0.01", "real_time"), (std::vector<double>{0.0112, 0.0109, 0.0115}));
  EXPECT_EQ(per_round(*run, "sort big.txt/threads:2", "real_time"), std::vector<double>{1.5})
      << "its runs were not exported: the median";
  EXPECT_EQ(run->suite, "bench");
}

TEST(Hyperfine, names_commands_with_the_parameters_that_tell_them_apart) {
  const auto run = read(R"({"results": [
    {"command": "sha256sum", "times": [1, 2], "parameters": {"jobs": "2"}},
    {"command": "sha256sum", "times": [5, 6], "parameters": {"jobs": "5"}},
    {"command": "make -j2", "times": [3], "parameters": {"jobs": "2"}},
    {"command": "make -j5", "times": [4], "parameters": {"jobs": "5"}},
    {"command": "sort", "times": [7], "parameters": {"file": "a", "jobs": "2"}},
    {"command": "same", "times": [1], "parameters": {"jobs": "1"}},
    {"command": "same", "times": [3], "parameters": {"jobs": "1"}}]})");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"sha256sum/jobs:2", "sha256sum/jobs:5", "make -j2",
                                                             "make -j5", "sort/file:a/jobs:2", "same/jobs:1"}));
  EXPECT_EQ(per_round(*run, "sha256sum/jobs:5", "real_time"), (std::vector<double>{5, 6}));
  EXPECT_EQ(per_round(*run, "same/jobs:1", "real_time"), (std::vector<double>{1, 3})) << "repetitions";
}

TEST(Hyperfine, appends_all_parameters_where_there_are_too_many_to_look_for) {
  std::string parameters;
  std::string all;
  for (int i = 0; i < 17; ++i) {
    const std::string key = "p" + std::to_string(i);
    parameters += (i == 0 ? "\"" : ", \"") + key + "\": \"a\"";
    all += "/" + key + ":a";
  }
  const auto run = read(R"({"results": [{"command": "cat a", "times": [1], "parameters": {)" + parameters + "}}]}");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"cat a" + all});
}

TEST(Hyperfine, gives_the_memory_of_each_run) {
  const auto run = read(R"({"results": [
    {"command": "told", "times": [1, 2], "memory_usage_byte": [1000, 2000]},
    {"command": "zero", "times": [1, 2], "memory_usage_byte": [0, 0]},
    {"command": "null", "times": [1, 2], "memory_usage_byte": null}]})");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(per_round(*run, "told", "peak_rss"), (std::vector<double>{1000, 2000}));
  ASSERT_EQ(run->rows[1].values.size(), 2U);
  EXPECT_EQ(run->rows[1].values[1].value, 2000) << "beside the time of the same run";
  EXPECT_TRUE(per_round(*run, "zero", "peak_rss").empty());
  EXPECT_EQ(run->metrics[find_metric(*run, "peak_rss").value()], metric_named("peak_rss"));
}

TEST(Hyperfine, fails_a_command_of_which_a_run_failed_and_no_other) {
  const auto run = read(R"({"results": [
    {"command": "a", "times": [1, 2], "exit_codes": [0, 3]},
    {"command": "b", "times": [1, NaN], "exit_codes": [0, 0]},
    {"command": "c", "times": [1, 2], "exit_codes": [0, 0]}, {"times": [1]},
    {"command": "d", "user": 1, "stddev": 2, "mean": null}]})");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"c"});
  ASSERT_EQ(run->failures.size(), 4U);
  EXPECT_EQ(run->failures[0].detail, "line 2: the command ended with status 3");
  EXPECT_EQ(run->failures[1].detail, "line 3: 'real_time' is nan, which is no finite number");
  EXPECT_EQ(run->failures[2].name, "results[3]");
  EXPECT_EQ(run->failures[3].detail, "line 5: it has neither 'times' nor a 'mean' or a 'median'");
}

TEST(Hyperfine, is_known_by_its_results_with_commands) {
  for (const std::string_view other : {"{}", "[]", R"({"results": []})", R"({"results": [{"name": "x"}]})"}) {
    const auto document = parse_json(other, "other.json");
    ASSERT_TRUE(document);
    EXPECT_FALSE(is_hyperfine(document->root)) << other;
  }
}

}  // namespace
}  // namespace trackmeet::model
