// SPDX-License-Identifier: Apache-2.0
#include "model/foreign_run.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

TEST(ForeignRun, keeps_what_was_measured_together_in_one_row) {
  ForeignRun run("bench.json");
  const std::uint32_t hits = run.metric(metric_named("hits"));
  for (const std::uint32_t round : {0U, 1U}) {
    run.sample_of_round("a", round, run.time(), 1 + round);
    run.sample_of_round("a", round, run.time(), 3 + round);
    run.sample_of_round("a", round, hits, 5);
  }
  run.sample("b", run.time(), 7);
  const auto read = run.finish();
  ASSERT_TRUE(read) << error_text(read);
  ASSERT_EQ(read->rows.size(), 5U);
  EXPECT_EQ(read->rows[0].values.size(), 2U) << "a time and the hits";
  EXPECT_EQ(read->rows[0].round, 0U);
  EXPECT_EQ(read->rows[1].repetition, 1U);
  EXPECT_EQ(read->rows[2].round, 1U);
  EXPECT_EQ(read->rows[2].repetition, 0U);
  EXPECT_EQ(read->rows[4].round, std::nullopt);
  EXPECT_EQ(per_round(*read, "a", "real_time"), (std::vector<double>{2, 3}));
}

TEST(ForeignRun, gives_each_metric_one_index) {
  ForeignRun run("bench.json");
  const std::uint32_t first = run.metric({"x", "B", Better::higher, Kind::exact});
  EXPECT_NE(run.time(), first);
  EXPECT_EQ(run.metric({"x", "other", Better::lower, Kind::sampled}), first) << "its first description stays";
  EXPECT_EQ(run.run().metrics.at(first).unit, "B");
}

TEST(ForeignRun, tells_benchmarks_apart_whatever_their_names_are) {
  ForeignRun run("bench.json");
  run.summary("a\x1fmean", "", run.time(), 1);
  run.summary("a", "mean", run.time(), 2);
  run.sample("a", run.time(), 3);
  run.sample("b", run.time(), -1);
  run.failed("c", "it broke");
  run.failed("c", "and again");
  run.sample("a", run.time(), 4);
  const auto read = run.finish();
  ASSERT_TRUE(read) << error_text(read);
  ASSERT_EQ(read->rows.size(), 4U);
  EXPECT_EQ(read->rows[3].name, "a");
  EXPECT_EQ(read->rows[3].repetition, 1U);
  ASSERT_EQ(read->failures.size(), 2U);
  EXPECT_EQ(read->failures[1].detail, "it broke");
}

TEST(ForeignRun, leaves_out_the_rows_of_what_failed_later) {
  ForeignRun run("bench.json");
  for (const char* name : {"a", "b", "c"}) run.sample(name, run.time(), 1);
  run.failed("b", "it broke");
  const auto read = run.finish();
  ASSERT_TRUE(read) << error_text(read);
  EXPECT_EQ(benchmark_names(*read), (std::vector<std::string>{"a", "c"}));
}

TEST(ForeignRun, refuses_names_that_its_rows_could_not_carry) {
  ForeignRun run("bench.json");
  const std::string name(1U << 20U, 'n');
  for (int i = 0; i < 300; ++i) run.summary(name, "mean", run.time(), std::nan(""));  // which is not kept
  const auto read = run.finish();
  ASSERT_FALSE(read);
  EXPECT_EQ(error_text(read),
            "bench.json: error: the names of all its values together take more than 192 MiB\n"
            "  hint: give the benchmarks shorter names");
}

TEST(ForeignRun, refuses_a_file_with_a_metric_for_every_value) {
  ForeignRun run("bench.json");
  for (int i = 0; i < 10'002; ++i) run.sample("a", run.metric(metric_named("m" + std::to_string(i))), 1);
  EXPECT_EQ(
      error_text(run.finish()),
      "bench.json: error: it has more than 10000 metrics\n"
      "  hint: is every benchmark's unit or counter called differently? What varies belongs in the benchmark's name");
}

TEST(ForeignRun, refuses_a_file_in_which_nearly_nothing_is_sound) {
  ForeignRun run("bench.json");
  for (int i = 0; i < 100'000; ++i) run.failed("b" + std::to_string(i), "it broke", 1);
  run.sample("a", run.time(), 1);
  run.failed("one more", "it broke");
  run.failed("and another", "it broke");
  EXPECT_EQ(error_text(run.finish()),
            "bench.json: error: more than 100000 of its benchmarks failed\n  hint: the first: b0: line 1: it broke");
}

}  // namespace
}  // namespace trackmeet::model
