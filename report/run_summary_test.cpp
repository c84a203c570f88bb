// SPDX-License-Identifier: Apache-2.0
#include "report/run_summary.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "report/sample_run.hpp"

namespace trackmeet::report {
namespace {

TEST(RunSummary, sums_rounds_up) {
  const std::vector<double> values = {4, 1, 3, 2};
  const RoundsSummary summary = summarise_rounds(values);
  EXPECT_EQ(summary.rounds, 4U);
  EXPECT_DOUBLE_EQ(summary.median, 2.5);
  EXPECT_DOUBLE_EQ(summary.min, 1);
  EXPECT_DOUBLE_EQ(summary.mean, 2.5);
  EXPECT_DOUBLE_EQ(summary.max, 4);
  EXPECT_DOUBLE_EQ(summary.spread, std::sqrt(5.0 / 3) / 2.5);
}

TEST(RunSummary, the_median_of_an_odd_number_is_the_middle_one) {
  EXPECT_DOUBLE_EQ(summarise_rounds(std::vector<double>{9, 1, 2}).median, 2);
}

TEST(RunSummary, says_nothing_that_too_few_rounds_cannot_tell) {
  EXPECT_TRUE(std::isnan(summarise_rounds({}).median));
  const RoundsSummary one = summarise_rounds(std::vector<double>{5});
  EXPECT_DOUBLE_EQ(one.median, 5);
  EXPECT_TRUE(std::isnan(one.spread));
  EXPECT_TRUE(std::isnan(summarise_rounds(std::vector<double>{-1, 1}).spread)) << "a mean of zero";
}

TEST(RunSummary, the_largest_values_do_not_overflow) {
  const RoundsSummary summary = summarise_rounds(std::vector<double>{1.7e308, 1.7e308});
  EXPECT_DOUBLE_EQ(summary.median, 1.7e308);
  EXPECT_DOUBLE_EQ(summary.mean, 1.7e308);
}

TEST(RunSummary, takes_the_benchmarks_by_name_and_the_best_rate_of_each) {
  const auto summaries = summarise_run(sample::run());
  ASSERT_EQ(summaries.size(), 3U);
  EXPECT_EQ(summaries[0].name, "matmul");
  EXPECT_EQ(summaries[0].rounds, 3U);
  EXPECT_DOUBLE_EQ(summaries[0].time.median, 0.012);
  EXPECT_EQ(summaries[0].throughput_unit, "FLOP/s") << "before items per second";
  EXPECT_DOUBLE_EQ(summaries[0].throughput, 2e10);
  EXPECT_DOUBLE_EQ(summaries[0].peak_memory_bytes, 50.0 * 1024 * 1024);
  EXPECT_EQ(summaries[1].name, "relu");
  EXPECT_EQ(summaries[1].throughput_unit, "");
  EXPECT_TRUE(std::isnan(summaries[1].throughput));
  EXPECT_TRUE(std::isnan(summaries[1].allocations));
  EXPECT_EQ(summaries[2].name, "softmax");
  EXPECT_EQ(summaries[2].throughput_unit, "1/s");
}

}  // namespace
}  // namespace trackmeet::report
