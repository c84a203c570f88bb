// SPDX-License-Identifier: Apache-2.0
#include "model/go_bench_reader.hpp"

#include <gtest/gtest.h>

#include <map>

#include "model/go_units.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

std::map<std::string, std::string> details_of_failures(const Run& run) {
  std::map<std::string, std::string> details;
  for (const Failure& failure : run.failures) details[failure.name] = failure.detail;
  return details;
}

const Metric& metric_called(const Run& run, std::string_view name) {
  static const Metric none;
  const auto index = find_metric(run, name);
  EXPECT_TRUE(index) << name;
  return index ? run.metrics[*index] : none;
}

TEST(GoBench, gives_every_line_as_a_sample_named_as_benchstat_names_it) {
  const std::string text = test_data("go_bench.txt");
  ASSERT_TRUE(is_go_bench(text));
  const auto run = read_go_bench(text, "old.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run),
            (std::vector<std::string>{"Get-8 (example.org/cache)", "Put/size=10-8 (example.org/cache)",
                                      "Get-8 (example.org/store)"}));
  EXPECT_EQ(per_round(*run, "Get-8 (example.org/cache)", "real_time"), (std::vector<double>{325e-9, 331.5e-9}));
  EXPECT_EQ(per_round(*run, "Get-8 (example.org/store)", "real_time"), std::vector<double>{1e-6});
  EXPECT_EQ(per_round(*run, "Put/size=10-8 (example.org/cache)", "real_time"), std::vector<double>{40537e-9});
  EXPECT_EQ(run->rows.front().iterations, 1'000'000U);
  EXPECT_TRUE(run->failures.empty());
}

TEST(GoBench, names_a_benchmark_alike_whatever_other_packages_were_measured) {
  const std::string a = "pkg: a\nBenchmarkFoo-8 1000 100 ns/op\n";
  const std::string b = "pkg: b\nBenchmarkFoo-8 1000 50 ns/op\n";
  for (const std::string& text : {a, a + b, b + a}) {
    const auto run = read_go_bench(text, "bench.txt");
    ASSERT_TRUE(run) << error_text(run);
    EXPECT_EQ(per_round(*run, "Foo-8 (a)", "real_time"), std::vector<double>{100e-9}) << text;
    EXPECT_TRUE(per_round(*run, "Foo-8", "real_time").empty()) << text;
  }
  const auto long_one = read_go_bench("pkg: " + std::string(1000, 'p') + "\nBenchmarkFoo-8 1 1 ns/op\n", "bench.txt");
  ASSERT_TRUE(long_one) << error_text(long_one);
  EXPECT_EQ(benchmark_names(*long_one), std::vector<std::string>{"Foo-8 (" + std::string(256, 'p') + ")"});
}

TEST(GoBench, brings_units_to_base_units_and_heeds_what_is_said_of_them) {
  const auto run = read_go_bench(test_data("go_bench.txt"), "old.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(per_round(*run, "Get-8 (example.org/cache)", "bytes_per_second"), (std::vector<double>{24.5e6, 24.02e6}));
  EXPECT_EQ(per_round(*run, "Get-8 (example.org/cache)", "allocs_per_iter"), (std::vector<double>{2, 2}));
  EXPECT_EQ(per_round(*run, "Get-8 (example.org/cache)", "alloc_bytes_per_iter"), (std::vector<double>{48, 48}));
  EXPECT_EQ(metric_called(*run, "alloc_bytes_per_iter"),
            (Metric{"alloc_bytes_per_iter", "B", Better::lower, Kind::exact}));
  EXPECT_EQ(per_round(*run, "Put/size=10-8 (example.org/cache)", "p99-sec"), std::vector<double>{90e-6});
  EXPECT_EQ(metric_called(*run, "p99-sec"), (Metric{"p99-sec", "s", Better::lower, Kind::sampled}));
  EXPECT_EQ(metric_called(*run, "hits/op"), (Metric{"hits/op", "", Better::higher, Kind::exact}));
  EXPECT_EQ(metric_called(*run, "widgets"), metric_named("widgets"));
}

TEST(GoBench, keeps_where_it_was_measured) {
  const auto run = read_go_bench(test_data("go_bench.txt"), "old.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->environment.os, "linux");
  EXPECT_EQ(run->environment.architecture, "x86_64");
  EXPECT_EQ(run->environment.cpu, "Example CPU @ 2.00GHz");
  EXPECT_EQ(run->git.commit, "0123456789abcdef0123456789abcdef01234567");
  EXPECT_EQ(run->suite, "old");
}

TEST(GoBench, fails_benchmarks_that_fail_or_have_a_value_that_is_none_and_no_others) {
  const auto run = read_go_bench(
      "commit: not-a-commit\n"
      "BenchmarkGood-2 10 5 ns/op\n"
      "BenchmarkNaN-2 10 5 ns/op NaN widgets\n"
      "BenchmarkWord-2 10 five ns/op\n"
      "BenchmarkHuge-2 10 1e999 ns/op\n"
      "BenchmarkNegative-2 10 -5 ns/op\n"
      "BenchmarkUnitless-2 10 5\n"
      "BenchmarkEmpty-2 10\n"
      "BenchmarkFatal-2 \t--- FAIL: BenchmarkFatal-2\n"
      "    a_test.go:12: it does not add up\n"
      "--- FAIL: BenchmarkSilent-2\n"
      "BenchmarkChatty-2  \tprinted by the benchmark itself\n"
      "BenchmarkNoisy-2  \tprinted, but measured later\n"
      "BenchmarkNoisy-2 10 6 ns/op\n"
      "BenchmarkPanics-2  \tpanic: index out of range\n"
      "BenchmarkVerbose\n"
      "panic: boom\n"
      "BenchmarkLast-2  \t--- FAIL: BenchmarkLast-2",
      "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"Good-2", "Noisy-2"}));
  EXPECT_EQ(run->git.commit, "");
  const std::map<std::string, std::string> expected = {
      {"NaN-2", "line 3: 'NaN' is no number"},
      {"Word-2", "line 4: 'five' is no number"},
      {"Huge-2", "line 5: '1e999' is no number"},
      {"Negative-2", "line 6: 'real_time' is negative: -5e-09"},
      {"Unitless-2", "line 7: '5' has no unit"},
      {"Empty-2", "line 8: there is no value after its iterations"},
      {"Fatal-2", "line 10: a_test.go:12: it does not add up"},
      {"Silent-2", "line 12: it failed"},
      {"Chatty-2", "line 12: no number of iterations, but 'printed by the benchmark itself'"},
      {"Panics-2", "line 15: panic: index out of range"},
      {"Verbose", "line 17: panic: boom"},
      {"Last-2", "line 18: it failed"},
  };
  EXPECT_EQ(details_of_failures(*run), expected);
}

TEST(GoBench, bounds_the_number_of_units) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "BenchmarkX" + std::to_string(i) + " 1 1 unit" + std::to_string(i) + "\n";
  const auto run = read_go_bench(text, "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->metrics.size(), 1000U);
  EXPECT_EQ(run->failures.size(), 2000U);
}

TEST(GoBench, tidies_units_before_the_slash_only) {
  const struct {
    const char *spelled, *name;
    int exponent;
  } cases[] = {{"ns/op", "sec/op", -9},
               {"MB/s", "B/s", 6},
               {"p50-ns/GC", "p50-sec/GC", -9},
               {"ns-MB", "sec-B", -3},
               {"hits/ns", "hits/ns", 0},
               {"allocs/op", "allocs/op", 0},
               {"instructions", "instructions", 0},
               {"", "", 0}};
  for (const auto& c : cases) {
    EXPECT_EQ(tidy_go_unit(c.spelled).name, c.name);
    EXPECT_EQ(tidy_go_unit(c.spelled).exponent, c.exponent) << c.spelled;
  }
}

TEST(GoBench, takes_what_is_in_a_time_for_a_rate) {
  const GoUnits units;
  for (const char* rate : {"req/sec", "req/s", "hits/ns", "rows/min"}) {
    const Metric want{rate, rate, Better::higher, Kind::sampled};
    EXPECT_EQ(units.unit(rate).metric, want) << rate;
  }
  EXPECT_EQ(units.unit("MB/sec").exponent, 6);
  EXPECT_EQ(units.unit("MB/sec").metric, (Metric{"B/sec", "B/sec", Better::higher, Kind::sampled}));
  for (const char* other : {"req/op", "pause-ns/sec", "pause-ns/s", "sec", "rows/"})
    EXPECT_TRUE(units.unit(other).metric.guessed) << other;
}

TEST(GoBench, is_known_by_a_result_or_a_configuration) {
  EXPECT_TRUE(is_go_bench("PASS\nBenchmarkX 1 100 ns/op\n"));
  EXPECT_TRUE(is_go_bench("goos: linux\nPASS\n")) << "nothing was measured, but that is what it is";
  for (const char* other : {"", "{}", "Benchmarking fib: Analyzing\n", "Benchmark  Mode  Cnt  Score\n", "BenchmarkX\n",
                            "Benchmarks 1 2 ns\n", "test bench_fib ... bench:  1 ns/iter (+/- 0)\n", "BM_Fib 1 2 ns\n"})
    EXPECT_FALSE(is_go_bench(other)) << other;
  EXPECT_FALSE(read_go_bench("goos: linux\nPASS\n", "empty.txt"));
}

TEST(GoBench, fails_a_line_of_very_many_values) {
  std::string line = "BenchmarkA 1";
  for (int i = 0; i < 1001; ++i) line += " 1 ns/op";
  const auto run = read_go_bench(line + "\nBenchmarkB 1 1 ns/op\n", "x");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"B"});
  EXPECT_EQ(details_of_failures(*run)["A"], "line 1: there are more than 1000 values on its line");
}

}  // namespace
}  // namespace trackmeet::model
