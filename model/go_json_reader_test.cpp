// SPDX-License-Identifier: Apache-2.0
#include "model/go_json_reader.hpp"

#include <gtest/gtest.h>

#include "model/go_bench_reader.hpp"
#include "model/read_results.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

TEST(GoJson, gives_what_the_text_within_its_events_says) {
  const std::string text = test_data("go_json.jsonl");
  ASSERT_TRUE(is_go_json(text));
  const auto run = read_go_json(text, "bench.json");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run),
            (std::vector<std::string>{"Get-8 (example.org/cache)", "Get-8 (example.org/store)"}));
  EXPECT_EQ(per_round(*run, "Get-8 (example.org/cache)", "real_time"), (std::vector<double>{325e-9, 331.5e-9}));
  EXPECT_EQ(per_round(*run, "Get-8 (example.org/cache)", "allocs_per_iter"), (std::vector<double>{2, 2}));
  EXPECT_EQ(per_round(*run, "Get-8 (example.org/store)", "real_time"), std::vector<double>{1e-6});
  EXPECT_EQ(run->environment.cpu, "Example CPU @ 2.00GHz");
}

TEST(GoJson, names_the_line_of_the_event_where_something_failed) {
  const auto run = read_go_json(test_data("go_json.jsonl"), "bench.json");
  ASSERT_TRUE(run) << error_text(run);
  ASSERT_EQ(run->failures.size(), 1U);
  EXPECT_EQ(run->failures[0].name, "Put-8 (example.org/store)");
  EXPECT_EQ(run->failures[0].detail, "line 19: store_test.go:21: no room left");
}

TEST(GoJson, is_what_a_file_of_it_is_taken_for) {
  const auto run = parse_results(test_data("go_json.jsonl"), "bench.json");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->rows.size(), 3U);
}

TEST(GoJson, is_known_by_its_first_event) {
  EXPECT_TRUE(is_go_json("go: downloading example.org v1\n{\"Action\":\"start\",\"Package\":\"a\"}\n"));
  for (const std::string_view other : {"", "{", "{\"Action\":\"start\"}", "{\"Action\":1,\"Package\":\"a\"}",
                                       "{\"reason\":\"Action\"}", "BenchmarkFib-8 1 1 ns/op"})
    EXPECT_FALSE(is_go_json(other)) << other;
}

TEST(GoJson, passes_over_what_is_no_event) {
  const auto run = read_go_json(
      "{\"Action\":\"output\",\"Package\":\"a\",\"Output\":\"BenchmarkA-8  1\\t\"}\n"
      "warning: \"Output\"\n{\"Output\": \n{\"Action\":\"output\",\"Output\":7}\n"
      "{\"Action\":\"output\",\"Package\":\"b\",\"Output\":\"BenchmarkB-8 1 2 ns/op\"}\n"
      "{\"Action\":\"output\",\"Package\":\"a\",\"Output\":\"3 ns/op\\n\"}",
      "x");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(per_round(*run, "A-8", "real_time"), std::vector<double>{3e-9});
  EXPECT_EQ(per_round(*run, "B-8", "real_time"), std::vector<double>{2e-9});
}

TEST(GoJson, without_a_benchmark_says_so) {
  const auto run = read_go_json("{\"Action\":\"pass\",\"Package\":\"a\"}", "tests.json");
  EXPECT_EQ(error_text(run), error_text(read_go_bench("", "tests.json")));
}

}  // namespace
}  // namespace trackmeet::model
