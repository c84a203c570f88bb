// SPDX-License-Identifier: Apache-2.0
#include "model/cargo_bench_reader.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

double summary_of(const Run& run, std::string_view name, std::string_view kind) {
  for (const Row& row : run.rows)
    if (row.name == name && row.aggregate == kind) return row.values.front().value;
  ADD_FAILURE() << name << " has no " << kind;
  return 0;
}

TEST(CargoBench, gives_medians_in_seconds_and_tells_executables_apart) {
  const std::string text = test_data("cargo_bench.txt");
  ASSERT_TRUE(is_cargo_bench(text));
  const auto run = read_cargo_bench(text, "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run),
            (std::vector<std::string>{"bench_sum", "bench_sort", "bench_sum (benches/other.rs)", "clock", "upload"}));
  EXPECT_EQ(summary_of(*run, "bench_sum", "median"), 135e-9);
  EXPECT_EQ(summary_of(*run, "bench_sum", "spread"), 24e-9);
  EXPECT_EQ(per_round(*run, "bench_sum", "bytes_per_second"), std::vector<double>{24e6});
  EXPECT_EQ(per_round(*run, "bench_sort", "real_time"), std::vector<double>{18149.25e-9});
  EXPECT_EQ(summary_of(*run, "bench_sort", "spread"), 1755.5e-9);
  EXPECT_EQ(per_round(*run, "bench_sum (benches/other.rs)", "real_time"), std::vector<double>{2.5e-3});
  EXPECT_TRUE(run->failures.empty());
}

TEST(CargoBench, takes_other_units_as_metrics) {
  const auto run = read_cargo_bench(test_data("cargo_bench.txt"), "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(per_round(*run, "clock", "cycles"), std::vector<double>{2835});
  EXPECT_EQ(per_round(*run, "upload", "MS/s"), std::vector<double>{1911});
  EXPECT_EQ(run->metrics[find_metric(*run, "MS/s").value()].better, Better::higher);
}

TEST(CargoBench, takes_the_medians_of_several_runs_in_one_text_as_samples) {
  const auto run = read_cargo_bench(
      "test fib ... bench: 10 ns/iter (+/- 1)\ntest once ... bench: 7 ns/iter (+/- 1)\n"
      "test fib ... bench: 12 ns/iter (+/- 1)\n",
      "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(per_round(*run, "fib", "real_time"), (std::vector<double>{10e-9, 12e-9}));
  EXPECT_EQ(run->rows.front().aggregate, "");
  EXPECT_EQ(summary_of(*run, "once", "median"), 7e-9);
}

TEST(CargoBench, understands_what_was_coloured) {
  const std::string text =
      "\x1b[1m\x1b[32m     Running\x1b[0m benches/a.rs (target/release/deps/a-0123456789abcdef)\n"
      "test parse ... \x1b[36mbench\x1b(B\x1b[m:         100 ns/iter (+/- 4)\n"
      "\x1b[1m\x1b[92m     Running\x1b[0m benches/b.rs (target/release/deps/b-0123456789abcdef)\n"
      "test parse ... \x1b[36mbench\x1b[0m:         900 ns/iter (+/- 4)\n";
  ASSERT_TRUE(is_cargo_bench(text));
  const auto run = read_cargo_bench(text, "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"parse", "parse (benches/b.rs)"}));
  EXPECT_EQ(per_round(*run, "parse", "real_time"), std::vector<double>{100e-9});
  EXPECT_EQ(per_round(*run, "parse (benches/b.rs)", "real_time"), std::vector<double>{900e-9});
}

TEST(CargoBench, reads_what_criterion_prints_in_the_same_text) {
  const auto run = read_cargo_bench(
      "     Running benches/a.rs (target/release/deps/a-01)\n"
      "test parse ... bench: 5 ns/iter (+/- 0)\n"
      "     Running benches/b.rs (target/release/deps/b-01)\n"
      "Benchmarking crit: Analyzing\n"
      "crit                    time:   [1.0 ms 1.1 ms 1.2 ms]\n"
      "                        thrpt:  [1 MiB/s 2 MiB/s 3 MiB/s]\n"
      "parse                   time:   [2.0 ms 2.1 ms 2.2 ms]\n",
      "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"parse", "crit", "parse (benches/b.rs)"}));
  EXPECT_EQ(per_round(*run, "parse", "real_time"), std::vector<double>{5e-9});
  EXPECT_EQ(per_round(*run, "crit", "real_time"), std::vector<double>{1.1e-3});
  EXPECT_EQ(per_round(*run, "crit", "bytes_per_second"), std::vector<double>{2.0 * 1024 * 1024});
  EXPECT_EQ(per_round(*run, "parse (benches/b.rs)", "real_time"), std::vector<double>{2.1e-3});
  EXPECT_TRUE(run->failures.empty());
}

TEST(CargoBench, fails_a_name_that_both_harnesses_have_in_one_place) {
  const auto run = read_cargo_bench(
      "test parse ... bench: 5 ns/iter (+/- 0)\nparse  time: [2.0 ms 2.1 ms 2.2 ms]\ncrit  time: [1 ms 1 ms 1 ms]\n",
      "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"crit"});
  ASSERT_EQ(run->failures.size(), 1U);
  EXPECT_EQ(run->failures[0].detail, "both Rust's own harness and criterion have a benchmark of this name");
}

TEST(CargoBench, fails_what_failed_or_has_no_number_and_no_others) {
  const auto run = read_cargo_bench(
      "test For loop ... (Execution) ... bench:  1,672,496 ns/iter (+/- 10166)\n"
      "test broken ... FAILED\n"
      "test word ... bench: fast ns/iter (+/- 1)\n"
      "test unitless ... bench: 12\n"
      "test blank ... bench:\n"
      "test spread ... bench: 12 ns/iter (+/- wide)\n"
      "test open ... bench: 12 ns/iter (+/- 1\n"
      "test  ... bench: 12 ns/iter\n"
      "test ran ... ok\n",
      "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"For loop ... (Execution)", "open"}));
  std::vector<std::string> failures;
  for (const Failure& failure : run->failures) failures.push_back(failure.name + ": " + failure.detail);
  EXPECT_EQ(failures, (std::vector<std::string>{
                          "broken: line 2: it failed",
                          "word: line 3: 'real_time' is nan, which is no finite number",
                          "unitless: line 4: '12' has no unit",
                          "blank: line 5: it failed",
                          "spread: line 6: 'real_time' is nan, which is no finite number",
                      }));
}

TEST(CargoBench, is_known_by_a_benchmark_in_it) {
  for (const char* other : {"", "test a ... ok\n", "test bench:\n", "fib time: [1 ns 2 ns 3 ns]\n", "{}"})
    EXPECT_FALSE(is_cargo_bench(other)) << other;
  EXPECT_TRUE(is_cargo_bench("junk\r\n\r\ntest a ... bench: 1 ns/iter (+/- 0)\r\n"));
}

}  // namespace
}  // namespace trackmeet::model
