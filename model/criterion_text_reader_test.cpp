// SPDX-License-Identifier: Apache-2.0
#include "model/criterion_text_reader.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

using Numbers = std::vector<double>;

TEST(CriterionText, gives_the_estimate_of_each_benchmark) {
  const std::string text = test_data("criterion.txt");
  ASSERT_TRUE(is_criterion_text(text));
  const auto run = read_criterion_text(text, "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run),
            (std::vector<std::string>{"area", "shapes/an outline of many corners", "corners", "steps"}));
  EXPECT_EQ(per_round(*run, "area", "real_time"), Numbers{1.0012e-6});
  EXPECT_EQ(per_round(*run, "shapes/an outline of many corners", "real_time"), Numbers{2.154e-3})
      << "its name stands in a line of its own, and its change is no time";
  EXPECT_EQ(per_round(*run, "corners", "real_time"), Numbers{15.819e-6});
  EXPECT_EQ(per_round(*run, "steps", "cycles"), Numbers{1500});
  EXPECT_EQ(run->rows[1].aggregate, "lower_bound");
  EXPECT_EQ(run->rows[1].values.front().value, 999.25e-9);
}

TEST(CriterionText, gives_the_throughput_in_base_units) {
  const auto run = read_criterion_text(test_data("criterion.txt"), "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(per_round(*run, "shapes/an outline of many corners", "bytes_per_second"),
            Numbers{28.335 * 1024 * 1024 * 1024});
  EXPECT_EQ(per_round(*run, "corners", "items_per_second"), Numbers{63.214e6});
  EXPECT_TRUE(per_round(*run, "area", "bytes_per_second").empty());
}

TEST(CriterionText, reads_what_a_terminal_showed) {
  const auto run = read_criterion_text(
      "Benchmarking fib: Warming up\r\x1b[2KBenchmarking fib: Analyzing\r\x1b[2K\x1b[32mfib\x1b[0m"
      "                     time:   [\x1b[2m1.0 ns\x1b[0m \x1b[1m2.0 ns\x1b[0m 3.0 ns]\r\n",
      "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"fib"});
  EXPECT_EQ(per_round(*run, "fib", "real_time"), Numbers{2e-9});
}

TEST(CriterionText, tells_executables_apart) {
  const auto run = read_criterion_text(
      "     Running benches/a.rs (target/release/deps/a-01)\n"
      "parse                    time:   [1.0 ms 1.0 ms 1.0 ms]\n"
      "\x1b[1m\x1b[32m     Running\x1b[0m benches/b.rs (target/release/deps/b-01)\n"
      "parse\n                 time:   [9.0 ms 9.0 ms 9.0 ms]\n"
      "                         thrpt:  [1 elem/s 2 elem/s 3 elem/s]\n",
      "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"parse", "parse (benches/b.rs)"}));
  EXPECT_EQ(per_round(*run, "parse", "real_time"), Numbers{1e-3});
  EXPECT_EQ(per_round(*run, "parse (benches/b.rs)", "real_time"), Numbers{9e-3});
  EXPECT_EQ(per_round(*run, "parse (benches/b.rs)", "items_per_second"), Numbers{2});
}

TEST(CriterionText, bounds_the_number_of_units) {
  std::string text;
  for (int i = 0; i < 3000; ++i) {
    const std::string value = "1 unit" + std::to_string(i);
    text += "n" + std::to_string(i) + " time: [" + value + " " + value + " " + value + "]\n";
  }
  const auto run = read_criterion_text(text, "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->metrics.size(), 1000U);
  EXPECT_EQ(run->failures.size(), 2000U);
}

TEST(CriterionText, fails_benchmarks_without_sound_numbers_and_no_others) {
  const auto run = read_criterion_text(
      "good    time: [1.0 ns 2.0 ns 3.0 ns]\n"
      "        thrpt: [1 apples/s 2 apples/s 3 apples/s]\n"
      "word    time: [1.0 ns fast ns 3.0 ns]\n"
      "mixed   time: [1.0 cycles 2.0 ns 3.0 ns]\n"
      "minus   time: [-2.0 ns -1.0 ns 3.0 ns]\n"
      "short   time: [1.0 ns 2.0 ns]\n"
      "\n"
      "        time: [1.0 ns 2.0 ns 3.0 ns]\n",
      "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"good"});
  std::vector<std::string> failures;
  for (const Failure& failure : run->failures) failures.push_back(failure.name + ": " + failure.detail);
  EXPECT_EQ(failures, (std::vector<std::string>{
                          "word: line 3: 'real_time' is nan, which is no finite number",
                          "mixed: line 4: its interval has two kinds of units",
                          "minus: line 5: 'real_time' is negative: -1e-09",
                          "line 8: line 8: it has no name",
                      }));
}

TEST(CriterionText, is_known_by_an_estimate) {
  EXPECT_TRUE(is_criterion_text("fib  time: [1 s 2 s 3 s]"));
  EXPECT_FALSE(is_criterion_text("\n[{\"name\": \"fib  time: [1 s 2 s 3 s]\"}]"));
  for (const char* other : {"", "time: soon\n", "uptime: [1 s 2 s 3 s]\n", "x time: [1% 2% 3%]\n", "{\"time:\": 1}"})
    EXPECT_FALSE(is_criterion_text(other)) << other;
}

}  // namespace
}  // namespace trackmeet::model
