// SPDX-License-Identifier: Apache-2.0
#include "model/data_js_reader.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

using Numbers = std::vector<double>;

const std::string first_commit(40, '1');
const std::string second_commit(40, '2');

TEST(DataJs, reads_the_last_entry_of_each_suite) {
  const std::string text = test_data("data.js");
  ASSERT_TRUE(is_data_js(text));
  const auto run = read_data_js(text, "data.js");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"C++/sort", "C++/merge", "Go/BenchmarkFib",
                                                             "Serving/requests", "Serving/free memory"}));
  EXPECT_EQ(per_round(*run, "C++/sort", "real_time"), Numbers{12e-9});
  EXPECT_EQ(per_round(*run, "C++/merge", "real_time"), Numbers{0.0035});
  EXPECT_EQ(run->git.commit, second_commit);
  EXPECT_EQ(to_iso8601(*run->git.commit_time), "2023-11-14T22:10:00Z");
  EXPECT_EQ(to_iso8601(run->timestamp), "2023-11-14T22:13:22Z");
  EXPECT_EQ(run->environment.notes, std::vector<std::string>{"'Serving' was last measured at 1111111"});
}

TEST(DataJs, takes_each_value_of_a_go_benchmark_once) {
  const auto run = read_data_js(test_data("data.js"), "data.js");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(per_round(*run, "Go/BenchmarkFib", "real_time"), Numbers{250e-9});
  EXPECT_EQ(per_round(*run, "Go/BenchmarkFib", "alloc_bytes_per_iter"), Numbers{48});
  EXPECT_EQ(per_round(*run, "Go/BenchmarkFib", "allocs_per_iter"), Numbers{2});
  std::size_t rows = 0;
  for (const Row& row : run->rows) rows += row.name == "Go/BenchmarkFib" ? 1 : 0;
  EXPECT_EQ(rows, 1U);
}

/// A file with one entry of that tool.
std::string with_benches(const std::string& tool, const std::string& benches) {
  return R"(window.BENCHMARK_DATA = {"lastUpdate": 1, "entries": {"S": [{"date": 1, "tool": ")" + tool +
         R"(", "benches": [)" + benches + "]}]}}";
}

TEST(DataJs, keeps_the_repetitions_of_a_go_benchmark) {
  std::string benches;
  for (const char* value : {"250", "250", "260"}) {
    benches += fmt::format(
        R"({}{{"name": "BenchmarkFib", "value": {}, "unit": "ns/op\t  48 B/op"}},
           {{"name": "BenchmarkFib - ns/op", "value": {}, "unit": "ns/op"}},
           {{"name": "BenchmarkFib - B/op", "value": 48, "unit": "B/op"}},
           {{"name": "BenchmarkAlone", "value": {}, "unit": "ns/op"}})",
        benches.empty() ? "" : ",", value, value, value);
  }
  const auto run = read_data_js(with_benches("go", benches), "data.js");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(per_round(*run, "BenchmarkFib", "real_time"), (Numbers{250e-9, 250e-9, 260e-9}));
  EXPECT_EQ(per_round(*run, "BenchmarkFib", "alloc_bytes_per_iter"), (Numbers{48, 48, 48}));
  EXPECT_EQ(per_round(*run, "BenchmarkAlone", "real_time"), (Numbers{250e-9, 250e-9, 260e-9}));
}

TEST(DataJs, tells_apart_what_go_measured_on_other_numbers_of_processors) {
  const auto run = read_data_js(
      with_benches("go", R"({"name": "BenchmarkX", "value": 8, "unit": "ns/op", "extra": "10 times\n8 procs"},
                            {"name": "BenchmarkX", "value": 4, "unit": "ns/op", "extra": "10 times\n4 procs"},
                            {"name": "BenchmarkX", "value": 1, "unit": "ns/op", "extra": "10 times"},
                            {"name": "BenchmarkX", "value": 9, "unit": "ns/op", "extra": "11 times\n8 procs"})"),
      "data.js");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(per_round(*run, "BenchmarkX", "real_time"), (Numbers{8e-9, 9e-9}));
  EXPECT_EQ(per_round(*run, "BenchmarkX (4 procs)", "real_time"), Numbers{4e-9});
  EXPECT_EQ(per_round(*run, "BenchmarkX (1 procs)", "real_time"), Numbers{1e-9});
}

TEST(DataJs, moves_the_decimal_point_of_a_time_and_rounds_nothing) {
  const auto run = read_data_js(with_benches("cargo", R"({"name": "a", "value": 88.1, "unit": "ns/iter"})"), "data.js");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(per_round(*run, "a", "real_time"), Numbers{8.81e-8});
}

TEST(DataJs, takes_a_guess_of_its_writer_for_a_guess) {
  const auto run = read_data_js(
      with_benches("customSmallerIsBetter", R"({"name": "a", "value": 1, "unit": "req/op", "trackmeet_guessed": true},
                                               {"name": "b", "value": 2, "unit": "req/op"},
                                               {"name": "c", "value": 3, "unit": "ns", "trackmeet_guessed": true},
                                               {"name": "d", "value": 4, "unit": "ns"},
                                               {"name": "e", "value": 5, "trackmeet_guessed": true, "unit": "kB/s"})"),
      "data.js");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->metrics, (std::vector<Metric>{{"req/op", "req/op", Better::lower, Kind::sampled, true},
                                               {"req/op (told)", "req/op", Better::lower, Kind::sampled},
                                               {"real_time (guessed)", "s", Better::lower, Kind::sampled, true},
                                               {"real_time", "s", Better::lower, Kind::sampled},
                                               {"kB/s (guessed)", "kB/s", Better::lower, Kind::sampled, true}}));
}

TEST(DataJs, lets_the_tool_tell_which_way_is_good) {
  const auto run = read_data_js(test_data("data.js"), "data.js");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->metrics[*find_metric(*run, "req/s")], (Metric{"req/s", "req/s", Better::higher, Kind::sampled}));
  EXPECT_EQ(run->metrics[*find_metric(*run, "Megabytes (higher is better)")],
            (Metric{"Megabytes (higher is better)", "Megabytes", Better::higher, Kind::sampled}));
}

TEST(DataJs, gives_the_entries_one_by_one) {
  const std::string text = test_data("data.js");
  const auto document = parse_data_js(text, "data.js");
  ASSERT_TRUE(document) << error_text(document);
  EXPECT_TRUE(is_data_json(document->root));
  const auto entries = action_entries(document->root, "data.js");
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 4U);
  EXPECT_EQ(entries->at(3).suite, "Serving");
  const auto oldest = read_action_entry(entries->front(), "data.js");
  ASSERT_TRUE(oldest) << error_text(oldest);
  EXPECT_EQ(oldest->suite, "C++");
  EXPECT_EQ(oldest->git.commit, first_commit);
  EXPECT_EQ(to_iso8601(oldest->timestamp), "2023-11-14T22:13:20Z");
  EXPECT_EQ(benchmark_names(*oldest), std::vector<std::string>{"sort"});
  EXPECT_EQ(per_round(*oldest, "sort", "real_time"), Numbers{10e-9});
}

TEST(DataJs, fails_what_is_unsound_and_nothing_else) {
  const auto run = read_data_js(
      R"(window.BENCHMARK_DATA = {"lastUpdate": 1, "entries": {
    "none": [], "odd": 3, "bare": [7], "empty": [{"benches": 4}],
    "far": [{"commit": {"id": "HEAD"}, "date": 99999999999999999, "tool": "go", "benches": [
      {"name": "a", "unit": "ns"}, {"value": 1}, {"name": "b", "value": 1, "unit": "ns/op"}]}]}})",
      "data.js");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"far/b"});
  EXPECT_EQ(run->git.commit, "");
  EXPECT_EQ(run->timestamp, UtcTime{});
  std::vector<std::string> failures;
  for (const Failure& failure : run->failures) failures.push_back(failure.name + ": " + failure.detail);
  EXPECT_EQ(failures,
            (std::vector<std::string>{
                "bare: line 2: its last entry has no 'benches'", "empty: line 2: its last entry has no 'benches'",
                "far/a: line 4: its 'value' is no number", "far/[1]: line 4: there is no 'name'"}));
}

TEST(DataJs, is_known_by_its_variable_or_its_entries) {
  EXPECT_TRUE(is_data_js("\xef\xbb\xbf window.BENCHMARK_DATA={}"));
  for (const std::string_view other :
       {"", "{}", "window.BENCHMARK_DATA", "window.OTHER = {}", "window.BENCHMARK_DATA = 3"})
    EXPECT_FALSE(is_data_js(other)) << other;
  for (const std::string_view other : {"{}", "[]", R"({"entries": {}})", R"({"entries": [], "lastUpdate": 1})"}) {
    const auto document = parse_json(other, "other.json");
    ASSERT_TRUE(document);
    EXPECT_FALSE(is_data_json(document->root)) << other;
  }
  EXPECT_FALSE(read_data_js("window.BENCHMARK_DATA = {\"entries\": {}", "data.js")) << "cut off";
  EXPECT_FALSE(read_data_js("window.BENCHMARK_DATA = {\"entries\": {}}", "data.js")) << "there is nothing in it";
}

}  // namespace
}  // namespace trackmeet::model
