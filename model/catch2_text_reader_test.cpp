// SPDX-License-Identifier: Apache-2.0
#include "model/catch2_text_reader.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

Result<Run> read(std::string_view text) {
  EXPECT_TRUE(is_catch2_text(text));
  return read_catch2_text(text, "catch2.txt");
}

/// The one value of a kind of summary; NaN if there is none.
double summary(const Run& run, const std::string& name, const std::string& kind) {
  for (const Row& row : run.rows) {
    if (row.name == name && row.aggregate == kind) return row.values.at(0).value;
  }
  return std::nan("");
}

TEST(Catch2Text, gives_means_with_their_intervals_and_standard_deviations) {
  const auto run = read(test_data("catch2.txt"));
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->suite, "demo");
  EXPECT_EQ(summary(*run, "short", "mean"), 20.2722e-9);
  EXPECT_EQ(summary(*run, "short", "lower"), 20.2291e-9);
  EXPECT_EQ(summary(*run, "short", "upper"), 20.3812e-9);
  EXPECT_EQ(summary(*run, "short", "stddev"), 0.141344e-9);
  EXPECT_EQ(per_round(*run, "short", "real_time"), std::vector<double>{20.2722e-9});
  EXPECT_EQ(summary(*run, "Another/fib 10", "mean"), 1.04767e-6);
}

TEST(Catch2Text, tells_same_names_apart_and_joins_wrapped_ones) {
  const auto run = read(test_data("catch2.txt"));
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(
      benchmark_names(*run),
      (std::vector<std::string>{
          "Fibonacci <&> \"x\"/fib 10", "Fibonacci <&> \"x\"/deep one/deeper/fib 10", "Fibonacci <&> \"x\"/fib 10 #2",
          "a very long name of a benchmark that does not fit, into(the)column at-all really", "short", "Another/fib 10",
          "Averyveryverylongwordwithoutanyspacesinitthatmustbehyphenatedsomewhere", "gen/g", "gen/g #2"}));
  ASSERT_EQ(run->failures.size(), 1U);
  EXPECT_EQ(run->failures[0].name, "throws");
  EXPECT_EQ(run->failures[0].detail, "line 100: Benchmark failed (no)");
}

constexpr std::string_view without_analysis =
    "benchmark name                            samples    iterations          mean\n"
    "-------------------------------------------------------------------------------\n"
    "a very long name of a benchmark                                                \n"
    "that does not fit                               20            87    246.168 ms \n"
    "minutes                                         20             1        2.5 m \n";

TEST(Catch2Text, reads_tables_without_analysis) {
  const auto run = read(without_analysis);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(summary(*run, "a very long name of a benchmark that does not fit", "mean"), 0.246168);
  EXPECT_EQ(summary(*run, "minutes", "mean"), 150);
}

TEST(Catch2Text, fails_what_is_unsound_and_nothing_else) {
  const auto run = read(
      "benchmark name          samples       iterations    estimated\n"
      "---------------------------------------------------------------\n"
      "cut off                 100           208     7.1968 ms\n"
      "other                   100           208     7.1968 ms\n"
      "                        1e999 s       1 s          1 s\n"
      "\n"
      "                        100           208     7.1968 ms\n"
      "                        3 s       1 s          1 s\n"
      "                        3 s       1 s          1 s\n"
      "                        3 s       1 s          1 s\n"
      "sound x 3               100           208     7.1968 ms\n"
      "                        3 s       1 s          4 s\n");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"sound x 3"});
  std::vector<std::string> failures;
  for (const Failure& failure : run->failures) failures.push_back(failure.name + ": " + failure.detail);
  EXPECT_EQ(failures, (std::vector<std::string>{"cut off: line 3: it has no mean",
                                                "other: line 4: 'real_time' is nan, which is no finite number",
                                                "line 7: line 7: there is no name before the numbers"}));
}

TEST(Catch2Text, is_known_by_its_table) {
  EXPECT_TRUE(is_catch2_text(without_analysis));
  for (const std::string_view other : {"", "benchmark name ", "benchmark name: samples\n iterations \n"})
    EXPECT_FALSE(is_catch2_text(other)) << other;
  EXPECT_FALSE(read_catch2_text("nothing", "x.txt"));
}

TEST(Catch2Text, refuses_a_file_of_far_too_many_benchmarks) {
  std::string text =
      "benchmark name                       samples       iterations    estimated\n" + std::string(79, '-') + "\n";
  for (std::size_t i = 0; i <= 200'000; ++i) text += "b Benchmark failed (x)\n";
  EXPECT_EQ(error_text(read_catch2_text(text, "b.txt")),
            "b.txt:200003: error: it has more than 200000 benchmarks\n  hint: write a file for each test program");
}

}  // namespace
}  // namespace trackmeet::model
