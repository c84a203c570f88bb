// SPDX-License-Identifier: Apache-2.0
#include "model/pyperf_reader.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

Result<Run> read(std::string_view text) {
  const auto document = parse_json(text, "telco.json");
  EXPECT_TRUE(document && is_pyperf(document->root));
  return read_pyperf(document->root, "telco.json");
}

TEST(Pyperf, takes_each_process_for_a_round_and_leaves_warmups_out) {
  const std::string text = test_data("pyperf.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"json_dumps", "track_memory"}));
  EXPECT_EQ(per_round(*run, "json_dumps", "real_time"), (std::vector<double>{0.25, 0.625}))
      << "the median of each process";
  EXPECT_EQ(per_round(*run, "json_dumps", "peak_rss"), (std::vector<double>{14811136, 14839808}));
  EXPECT_EQ(per_round(*run, "track_memory", "memory"), (std::vector<double>{7360512, 7364608}));
  EXPECT_EQ(run->metrics[*find_metric(*run, "memory")].unit, "B");
  ASSERT_EQ(run->rows.size(), 8U) << "no value is thrown away";
  EXPECT_EQ(run->rows[4].round, 1U);
  EXPECT_EQ(run->rows[4].repetition, 1U);
  EXPECT_EQ(run->rows[4].iterations, 64U);
}

TEST(Pyperf, knows_the_time_and_the_machine) {
  const std::string text = test_data("pyperf.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(to_iso8601(run->timestamp), "2026-11-21T09:15:11Z");
  EXPECT_EQ(run->environment.cpu, "Intel(R) Core(TM) i7-1165G7");
  EXPECT_EQ(run->environment.cores, 8U);
  EXPECT_EQ(run->environment.compiler, "cpython 3.11.2 (64-bit)");
}

TEST(Pyperf, finds_the_name_of_a_single_benchmark_at_the_top_and_reads_old_files) {
  const auto single = read(R"({"metadata": {"name": "timeit", "unit": "integer"}, "benchmarks": [
    {"runs": [{"values": [3, 4]}]}]})");
  ASSERT_TRUE(single) << error_text(single);
  EXPECT_EQ(per_round(*single, "timeit", "count"), std::vector<double>{3.5});
  const auto old = read(R"({"version": 5, "benchmarks": [{"common_metadata": {"name": "telco"}, "runs": [
    {"samples": [], "warmups": [[1, 2]]}, {"samples": [0.5]}]}]})");
  ASSERT_TRUE(old) << error_text(old);
  EXPECT_EQ(per_round(*old, "telco", "real_time"), std::vector<double>{0.5});
}

TEST(Pyperf, finds_what_all_processes_have_alike_above_them) {
  const auto run = read(R"({"metadata": {"mem_max_rss": 14811136, "name": "sort", "date": "2026-11-21 09:15:11.476957"},
    "benchmarks": [{"runs": [{"values": [1, 2]}, {"values": [3, 4]}]}]})");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(per_round(*run, "sort", "peak_rss"), (std::vector<double>{14811136, 14811136}));
  EXPECT_EQ(to_iso8601(run->timestamp), "2026-11-21T09:15:11Z");
}

TEST(Pyperf, prefers_what_stands_nearest) {
  const auto run = read(R"({"metadata": {"loops": 2, "inner_loops": 3, "unit": "byte"}, "benchmarks": [
    {"metadata": {"name": "a", "loops": 5}, "runs": [{"values": [1]}, {"values": [1], "metadata": {"loops": 7}}]},
    {"metadata": {"name": "b", "unit": "second"}, "runs": [{"values": [1]}]}]})");
  ASSERT_TRUE(run) << error_text(run);
  ASSERT_EQ(run->rows.size(), 3U);
  EXPECT_EQ(run->rows[0].iterations, 15U);
  EXPECT_EQ(run->rows[1].iterations, 21U);
  EXPECT_EQ(run->rows[2].iterations, 6U);
  EXPECT_EQ(per_round(*run, "a", "memory").size(), 2U);
  EXPECT_EQ(per_round(*run, "b", "real_time").size(), 1U);
}

TEST(Pyperf, fails_bad_rows_and_no_other) {
  const auto run = read(R"({"metadata": 1, "benchmarks": [
    {"metadata": {"name": "sound", "loops": -1}, "runs": [{"values": [1], "metadata": {"mem_max_rss": NaN}}]},
    {"metadata": {"name": "nan"}, "runs": [{"values": [1, NaN]}]},
    {"metadata": {"name": "negative"}, "runs": [{"values": [1, -2, 3]}]},
    {"metadata": {"name": "texts"}, "runs": [{"values": ["1"]}]},
    {"metadata": {"name": "unit", "unit": "parsec"}, "runs": [{"values": [1]}]},
    {"metadata": {"name": "calibrated"}, "runs": [{"warmups": [[1, 1]]}, 7]},
    {"metadata": {"name": "none"}, "runs": {}},
    {"metadata": [], "runs": [{"values": [1]}]},
    "benchmark"]})");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"sound"});
  EXPECT_EQ(per_round(*run, "sound", "real_time"), std::vector<double>{1});
  EXPECT_TRUE(per_round(*run, "sound", "peak_rss").empty());
  const std::vector<std::pair<std::string, std::string>> want = {
      {"nan", "line 3: 'real_time' is nan, which is no finite number"},
      {"negative", "line 4: 'real_time' is negative: -2"},
      {"texts", "line 5: 'real_time' is nan, which is no finite number"},
      {"unit", "line 6: unknown unit 'parsec'"},
      {"calibrated", "line 7: it has no values"},
      {"none", "line 8: there are no 'runs'"},
      {"benchmarks[7]", "line 9: its metadata have no 'name'"},
      {"benchmarks[8]", "line 10: its metadata have no 'name'"},
  };
  ASSERT_EQ(run->failures.size(), want.size());
  for (std::size_t i = 0; i < want.size(); ++i) {
    EXPECT_EQ(run->failures[i].name, want[i].first);
    EXPECT_EQ(run->failures[i].detail, want[i].second);
  }
}

TEST(Pyperf, is_known_by_its_runs) {
  for (const std::string_view other :
       {"{}", "[]", R"({"benchmarks": []})", R"({"benchmarks": [{"name": "x"}]})", R"({"benchmarks": [{"runs": 3}]})",
        R"({"context": {}, "benchmarks": [{"runs": []}]})"}) {
    const auto document = parse_json(other, "other.json");
    ASSERT_TRUE(document);
    EXPECT_FALSE(is_pyperf(document->root)) << other;
  }
}

}  // namespace
}  // namespace trackmeet::model
