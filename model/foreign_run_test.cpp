// SPDX-License-Identifier: Apache-2.0
#include "model/foreign_run.hpp"

#include <gtest/gtest.h>

#include <cmath>

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

TEST(ForeignRun, refuses_names_that_its_rows_could_not_carry) {
  ForeignRun run("bench.json");
  const std::string name(1U << 20U, 'n');
  for (int i = 0; i < 300; ++i) run.summary(name, "mean", run.time(), std::nan(""));  // which is not kept
  const auto read = run.finish();
  ASSERT_FALSE(read);
  EXPECT_EQ(error_text(read),
            "bench.json: error: the names of all its values together take more than 256 MiB\n"
            "  hint: give the benchmarks shorter names");
}

}  // namespace
}  // namespace trackmeet::model
