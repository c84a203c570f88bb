// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "model/results_file.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

model::Run foreign(const std::string& text, const std::string& source = "bench.json") {
  auto run = parse_run(text, source);
  EXPECT_TRUE(run) << error_text(run);
  return run ? std::move(*run) : model::Run{};
}

/// A file with one row of these members, on line 2.
std::string with_row(const std::string& members) { return "{\"context\": {}, \"benchmarks\": [\n{" + members + "}]}"; }

TEST(GoogleBenchmark, a_new_file_is_read_with_its_environment) {
  const model::Run run = foreign(test_data("gbench_1_7.json"));
  EXPECT_EQ(run.suite, "kernels");
  EXPECT_EQ(to_iso8601(run.timestamp), "2026-11-21T09:15:11Z");
  EXPECT_EQ(run.environment.cores, 4U);
  EXPECT_EQ(run.environment.caches, (std::vector<Cache>{{"Data", 1, 49152, 1}}));
  EXPECT_EQ(run.environment.warnings.size(), 1U);
  EXPECT_EQ(run.environment.build_type, "");  // Google Benchmark tells its own, not the suite's
  EXPECT_EQ(per_round(run, "sound/8", "real_time"),
            (std::vector<double>{7.6552191954096660e-07, 9.0319830446117033e-07}));
  EXPECT_EQ(per_round(run, "sound/8", "foo"), (std::vector<double>{3, 3}));
  EXPECT_EQ(run.rows[1].repetition, 1U);
  EXPECT_EQ(run.rows[1].label, "la\"bel");
  EXPECT_EQ(run.rows[0].iterations, 2158206U);
}

TEST(GoogleBenchmark, unsound_rows_fail_alone_and_say_why) {
  const model::Run run = foreign(test_data("gbench_1_7.json"));
  std::vector<std::string> failures;
  for (const Failure& f : run.failures) failures.push_back(f.name + ": " + f.detail);
  EXPECT_EQ(failures, (std::vector<std::string>{
                          "counter_is_infinite: line 100: 'ratio' is -Infinity, which is no finite number",
                          "says_no: line 102: it reported an error: no GPU",
                          "unit_of_old_times: line 122: unknown time unit 'nz' (did you mean 'ns'? (ns, us, ms, s))",
                          "key_twice: line 124: the key 'real_time' occurs twice in the row",
                          "back_in_time: line 137: 'real_time' is negative: -4",
                          "too_large: line 145: 'real_time' is 1e999, which is no finite number",
                      }));
  EXPECT_EQ(benchmark_names(run), (std::vector<std::string>{"sound/8"}));
}

TEST(GoogleBenchmark, summaries_are_kept_as_such) {
  const model::Run run = foreign(test_data("gbench_1_7.json"));
  ASSERT_EQ(run.rows.size(), 4U);
  EXPECT_EQ(run.rows[2].name, "sound/8");
  EXPECT_EQ(run.rows[2].aggregate, "mean");
  EXPECT_EQ(run.rows[3].aggregate, "BigO");
  EXPECT_NE(run.rows[3].extra.find("\"big_o\": \"N\""), std::string::npos);
}

TEST(GoogleBenchmark, an_old_file_is_read_though_it_marks_nothing) {
  const model::Run run = foreign(test_data("gbench_1_2.json"), "some/where/old_sorts.json");
  EXPECT_EQ(run.suite, "old_sorts");
  EXPECT_EQ(to_iso8601(run.timestamp), "2016-08-02T17:44:46Z");
  EXPECT_EQ(per_round(run, "BM_sort/1024", "real_time"), (std::vector<double>{0.01, 0.014}));
  EXPECT_EQ(per_round(run, "BM_sort/1024", "bytes_per_second"), (std::vector<double>{1048576}));
  EXPECT_EQ(per_round(run, "BM_only_summaries", "real_time"), (std::vector<double>{2}));
  EXPECT_EQ(per_round(run, "BM_arithmetic_mean", "cpu_time"), (std::vector<double>{0.25e-6}));
  EXPECT_TRUE(run.failures.empty());
}

TEST(GoogleBenchmark, what_our_suites_say_of_themselves_is_believed) {
  const model::Run run = foreign(
      R"({"context": {"executable": "./x", "trackmeet_suite": "tensor_ops", "trackmeet_build_type": "Release",
          "trackmeet_commit": "3f786850e387550fdab836ed7e6dc881de23001b", "trackmeet_dirty": "true"},
          "benchmarks": [{"name": "a", "real_time": 1, "cpu_time": 1, "time_unit": "ns"}]})");
  EXPECT_EQ(run.suite, "tensor_ops");
  EXPECT_EQ(run.git.commit, "3f786850e387550fdab836ed7e6dc881de23001b");
  EXPECT_TRUE(run.git.dirty);
  EXPECT_EQ(run.environment.build_type, "Release");
}

TEST(GoogleBenchmark, a_counter_called_like_a_key_of_ours_stays_a_counter) {
  const model::Run run = foreign(test_data("gbench_1_7.json"));
  EXPECT_FALSE(run.rows[0].round);
  EXPECT_EQ(per_round(run, "sound/8", "round (counter)"), (std::vector<double>{5, 5}));
}

TEST(GoogleBenchmark, a_percentage_is_no_time) {
  const model::Run run =
      foreign(with_row(R"("name": "a_cv", "run_name": "a", "run_type": "aggregate", "aggregate_name": "cv",
      "aggregate_unit": "percentage", "real_time": 0.25, "cpu_time": 0.5, "time_unit": "ns")"));
  ASSERT_EQ(run.rows.size(), 1U);
  EXPECT_EQ(run.rows[0].values[0].value, 0.25);
  const auto text = format_run(run);
  ASSERT_TRUE(text);
  EXPECT_NE(text->find("\"real_time\": 0.25,"), std::string::npos);
}

struct RowCase {
  std::string name;
  std::string members;
  std::string failure;
};

TEST(GoogleBenchmark, hostile_rows_become_failures) {
  const std::vector<RowCase> cases = {
      {"no name", R"("real_time": 1)", "benchmarks[0]: line 2: a row of 'benchmarks' has no 'name'"},
      {"name of a wrong type", R"("name": 7, "real_time": 1)",
       "benchmarks[0]: line 2: 'name' must be a string, not a number"},
      {"time as text", R"("name": "a", "real_time": "1")", "a: line 2: 'real_time' must be a number, not a string"},
      {"unit of a wrong type", R"("name": "a", "real_time": 1, "time_unit": 3)",
       "a: line 2: 'time_unit' must be a string, not a number"},
      {"no numbers", R"("name": "a")", "a: line 2: it has neither 'real_time' nor any other number"},
      {"negative iterations", R"("name": "a", "real_time": 1, "iterations": -1)",
       "a: line 2: 'iterations' must be a whole number from 0 to 18446744073709551615"},
      {"half a repetition", R"("name": "a", "real_time": 1, "repetition_index": 0.5)",
       "a: line 2: 'repetition_index' must be a whole number from 0 to 4294967295"},
      {"unknown type of run", R"("name": "a", "real_time": 1, "run_type": "iteratoin")",
       "a: line 2: unknown run_type 'iteratoin' (did you mean 'iteration'? (iteration, aggregate))"},
      {"NaN", R"("name": "a", "real_time": NaN)", "a: line 2: 'real_time' is NaN, which is no finite number"},
      {"skipped", R"("name": "a", "real_time": 0, "skipped": true, "skip_message": "no AVX")",
       "a: line 2: it was skipped: no AVX"},
      {"an error without words", R"("name": "a", "real_time": 0, "error_occurred": true)",
       "a: line 2: it reported an error"},
  };
  for (const RowCase& c : cases) {
    const model::Run run = foreign(with_row(c.members));
    EXPECT_TRUE(run.rows.empty()) << c.name;
    ASSERT_EQ(run.failures.size(), 1U) << c.name;
    EXPECT_EQ(run.failures[0].name + ": " + run.failures[0].detail, c.failure) << c.name;
  }
}

TEST(GoogleBenchmark, a_benchmark_fails_once_however_many_of_its_rows_do) {
  const model::Run run = foreign(
      with_row(R"("name": "a", "real_time": NaN}, {"name": "a", "real_time": inf}, {"name": "a", "real_time": -1)"));
  ASSERT_EQ(run.failures.size(), 1U);
  EXPECT_EQ(run.failures[0].detail, "line 2: 'real_time' is NaN, which is no finite number (and 2 more rows)");
}

/// A summary of the benchmark `a`.
std::string summary_of_a(const std::string& kind, const std::string& value) {
  return R"("name": "a_)" + kind + R"(", "run_name": "a", "run_type": "aggregate", "aggregate_name": ")" + kind +
         R"(", "real_time": )" + value + R"(, "time_unit": "ns")";
}

TEST(GoogleBenchmark, a_summary_that_is_none_takes_nothing_from_a_sound_mean_or_median) {
  const struct {
    const char *sound, *broken;
    std::vector<double> want;
  } cases[] = {
      {"mean", "cv", {10e-9}}, {"median", "stddev", {10e-9}}, {"median", "mean", {10e-9}}, {"stddev", "mean", {}}};
  for (const auto& c : cases) {
    const model::Run run = foreign(with_row(summary_of_a(c.sound, "10") + "},\n{" + summary_of_a(c.broken, "NaN")));
    EXPECT_EQ(per_round(run, "a", "real_time"), c.want) << c.broken;
    EXPECT_EQ(run.failures.size(), c.want.empty() ? 1U : 0U) << c.broken;
  }
}

TEST(GoogleBenchmark, a_row_that_is_no_object_fails) {
  const model::Run run = foreign(R"({"benchmarks": [3, {"name": "a", "real_time": 1}]})");
  EXPECT_EQ(run.rows.size(), 1U);
  ASSERT_EQ(run.failures.size(), 1U);
  EXPECT_EQ(run.failures[0].name, "benchmarks[0]");
}

TEST(GoogleBenchmark, oddities_of_the_context_do_no_harm) {
  for (const std::string context :
       {"{\"date\": \"soon\", \"num_cpus\": -3, \"caches\": [1], \"executable\": 5}", "[]", "7",
        "{\"a\": NaN, \"a\": 1}",
        "{\"date\": \"2026-11-21T10:15:11+zz:00\", \"caches\": {}, \"cpu_scaling_enabled\": \"no\"}"}) {
    const model::Run run =
        foreign(R"({"benchmarks": [{"name": "a", "real_time": 1}], "context": )" + context + "}", "f.json");
    EXPECT_EQ(run.suite, "f") << context;
    EXPECT_EQ(run.environment.cores, 0U) << context;
    const auto text = format_run(run);
    ASSERT_TRUE(text) << error_text(text);
    EXPECT_TRUE(parse_run(*text, "again")) << error_text(parse_run(*text, "again"));
  }
}

TEST(GoogleBenchmark, written_as_ours_it_says_the_same) {
  for (const std::string name : {"gbench_1_7.json", "gbench_1_2.json"}) {
    const model::Run run = foreign(test_data(name), name);
    const auto text = format_run(run);
    ASSERT_TRUE(text) << error_text(text);
    const auto again = parse_run(*text, name);
    ASSERT_TRUE(again) << error_text(again);
    EXPECT_EQ(format_run(*again).value(), *text);
    EXPECT_EQ(again->failures.size(), run.failures.size());
    const std::vector<Series> before = all_series(run);
    const std::vector<Series> after = all_series(*again);
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
      EXPECT_EQ(after[i].benchmark, before[i].benchmark);
      EXPECT_EQ(after[i].values, before[i].values);
    }
  }
}

TEST(GoogleBenchmark, real_files_are_read_whole) {
  const char* shared = std::getenv("TRACKMEET_SHARED_DATA");
  if (shared == nullptr) GTEST_SKIP() << "TRACKMEET_SHARED_DATA is not set";
  std::size_t files = 0;
  for (const std::string folder : {"formats/google-benchmark-kokkos", "formats/google-benchmark/tools/gbench/Inputs"}) {
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(shared) / folder)) {
      if (entry.path().extension() != ".json" || entry.path().stem() == "test4_run") continue;  // rows without numbers
      const auto run = read_run(entry.path());
      ASSERT_TRUE(run) << error_text(run);
      EXPECT_FALSE(run->rows.empty()) << entry.path();
      EXPECT_TRUE(run->failures.empty()) << entry.path() << ": " << run->failures[0].detail;
      ++files;
    }
  }
  EXPECT_GE(files, 12U);
}

TEST(GoogleBenchmark, refuses_a_file_with_far_too_many_counters) {
  std::string text = R"({"context": {}, "benchmarks": [{"name": "a", "real_time": 1, "time_unit": "ns"},
{"name": "b", "real_time": 1, "time_unit": "ns")";
  for (int i = 0; i < 10'000; ++i) text += ", \"c" + std::to_string(i) + "\": 1";
  EXPECT_EQ(
      error_text(parse_run(text + "}]}", "bench.json")),
      "bench.json:2: error: it has more than 10000 metrics\n"
      "  hint: is every benchmark's unit or counter called differently? What varies belongs in the benchmark's name");
}

}  // namespace
}  // namespace trackmeet::model
