// SPDX-License-Identifier: Apache-2.0
#include "model/ancestor_reader.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

Result<Run> read(std::string_view text) {
  const auto document = parse_json(text, "old.json");
  EXPECT_TRUE(document && is_ancestor(document->root));
  return read_ancestor(document->root, "old.json");
}

TEST(Ancestor, gives_time_throughput_and_memory_in_base_units) {
  const std::string text = test_data("ancestor.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"matmul_128", "load_images"}));
  EXPECT_EQ(per_round(*run, "matmul_128", "real_time"), (std::vector<double>{0.0121, 0.0127}));
  EXPECT_EQ(per_round(*run, "matmul_128", "throughput"), (std::vector<double>{82.5, 78.75}));
  EXPECT_EQ(per_round(*run, "matmul_128", "peak_rss"), (std::vector<double>{3670016, 3670016}));
  EXPECT_EQ(per_round(*run, "load_images", "real_time"), std::vector<double>{0.25});
  EXPECT_TRUE(per_round(*run, "load_images", "throughput").empty());
  EXPECT_EQ(run->metrics[*find_metric(*run, "throughput")].better, Better::higher);
  ASSERT_EQ(run->rows.size(), 3U) << "what was measured together stands in one row";
  EXPECT_EQ(run->rows[0].iterations, 100U);
  EXPECT_EQ(run->rows[1].repetition, 1U);
}

TEST(Ancestor, knows_the_time_and_the_machine) {
  const std::string text = test_data("ancestor.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(to_iso8601(run->timestamp), "2026-11-21T09:15:11Z");
  EXPECT_EQ(run->environment.os, "Linux");
  EXPECT_EQ(run->environment.cpu, "AMD EPYC 7763");
  EXPECT_EQ(run->environment.cores, 4U);
  EXPECT_EQ(run->environment.compiler, "GNU 12.2.0");
  EXPECT_EQ(run->environment.build_type, "Release");
}

TEST(Ancestor, fails_bad_rows_and_no_other) {
  const auto run = read(R"({"timestamp": 5, "environment": "x86", "benchmarks": [
    {"name": "sound", "duration_ms": 1, "iterations": -1},
    {"name": "nan", "duration_ms": NaN},
    {"name": "negative", "duration_ms": -2},
    {"name": "text", "duration_ms": 1, "throughput": "fast"},
    {"name": "huge", "duration_ms": 1, "memory_mb": 1e308},
    {"name": "twice", "duration_ms": 1, "duration_ms": 2},
    {"name": "nothing", "duration_ms": null},
    {"duration_ms": 1},
    null]})");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"sound"});
  const std::vector<std::pair<std::string, std::string>> want = {
      {"nan", "line 3: 'real_time' is nan, which is no finite number"},
      {"negative", "line 4: 'real_time' is negative: -0.002"},
      {"text", "line 5: 'throughput' is nan, which is no finite number"},
      {"huge", "line 6: 'peak_rss' is inf, which is no finite number"},
      {"twice", "line 7: the key 'duration_ms' occurs twice in the row"},
      {"nothing", "line 8: it has neither 'duration_ms' nor 'throughput'"},
      {"benchmarks[7]", "line 9: there is no 'name'"},
      {"benchmarks[8]", "line 10: there is no 'name'"},
  };
  ASSERT_EQ(run->failures.size(), want.size());
  for (std::size_t i = 0; i < want.size(); ++i) {
    EXPECT_EQ(run->failures[i].name, want[i].first);
    EXPECT_EQ(run->failures[i].detail, want[i].second);
  }
}

TEST(Ancestor, is_known_by_any_row_of_theirs) {
  for (const std::string_view text :
       {R"({"benchmarks": [{"name": "serve", "throughput": 1000, "memory_mb": 5}, {"name": "b", "duration_ms": 1}]})",
        R"({"version": "1.0", "benchmarks": [{"name": "serve", "throughput": 1000, "memory_mb": 5}]})",
        R"({"timestamp": "2026-11-21T09:15:11Z", "benchmarks": [null, {"name": "serve", "throughput": 1000}]})"}) {
    const auto run = read(text);
    ASSERT_TRUE(run) << error_text(run);
    EXPECT_EQ(benchmark_names(*run).size(), text.find("duration_ms") == std::string_view::npos ? 1U : 2U) << text;
  }
}

TEST(Ancestor, is_known_by_its_fields) {
  for (const std::string_view other :
       {"{}", "[]", R"({"benchmarks": []})", R"({"benchmarks": [{"name": "x", "real_time": 1}]})",
        R"({"benchmarks": {"duration_ms": 1}})", R"({"context": {}, "benchmarks": [{"duration_ms": 1}]})",
        R"({"benchmarks": [{"name": "x", "throughput": 1}]})", R"({"version": "1", "benchmarks": [{"name": "x"}]})",
        R"({"version": "1", "benchmarks": [{"name": "x", "real_time": 1, "throughput": 1}]})"}) {
    const auto document = parse_json(other, "other.json");
    ASSERT_TRUE(document);
    EXPECT_FALSE(is_ancestor(document->root)) << other;
  }
}

}  // namespace
}  // namespace trackmeet::model
