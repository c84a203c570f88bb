// SPDX-License-Identifier: Apache-2.0
#include "model/gbench_writer.hpp"

#include <gtest/gtest.h>

#include "model/converted_run.hpp"
#include "model/results_file.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

TEST(GbenchWriter, writes_one_row_a_name_that_reads_back) {
  const model::Run run = run_to_convert();
  const auto text = format_gbench(run);
  ASSERT_TRUE(text) << error_text(text);
  const auto back = parse_run(*text, "converted.json");
  ASSERT_TRUE(back) << error_text(back) << *text;
  EXPECT_EQ(benchmark_names(*back), benchmark_names(run));
  EXPECT_EQ(back->rows.size(), 2U);
  EXPECT_EQ(per_round(*back, "sort/8", "real_time"), std::vector<double>{2e-6});
  EXPECT_EQ(per_round(*back, "sort/8", "cpu_time"), std::vector<double>{1e-6});
  EXPECT_EQ(per_round(*back, "sort/8", "items_per_second"), std::vector<double>{50});
  EXPECT_EQ(back->rows[0].label, "quick");
  EXPECT_EQ(back->rows[0].iterations, 300U);
  EXPECT_EQ(per_round(*back, run.rows[1].name, "cpu_time"), std::vector<double>{2.5e-7}) << "real_time stands in";
  EXPECT_EQ(back->suite, "suite");
  EXPECT_EQ(back->timestamp, run.timestamp);
  EXPECT_NE(back->context.find("trackmeet_times"), std::string::npos) << "and says so";
  ASSERT_EQ(back->failures.size(), 1U);
  EXPECT_EQ(back->failures[0].name, "broken");
  EXPECT_NE(back->failures[0].detail.find("it reported an error: signal 11"), std::string::npos);
}

TEST(GbenchWriter, keeps_the_context_of_a_file_that_has_one) {
  const auto run = parse_run(test_data("gbench_1_7.json"), "gbench_1_7.json");
  ASSERT_TRUE(run) << error_text(run);
  const auto text = format_gbench(*run);
  ASSERT_TRUE(text) << error_text(text);
  const auto back = parse_run(*text, "converted.json");
  ASSERT_TRUE(back) << error_text(back);
  EXPECT_EQ(back->timestamp, run->timestamp);
  EXPECT_EQ(back->suite, run->suite);
  for (const Series& series : all_series(*back)) {
    const Metric& metric = back->metrics[series.metric];
    const std::vector<double> before = per_round(*run, series.benchmark, metric.name);
    ASSERT_FALSE(before.empty()) << series.benchmark << " " << metric.name;
    EXPECT_EQ(series.values.size(), 1U);
  }
}

TEST(GbenchWriter, renames_metrics_that_are_keys_of_a_row_and_bears_lacking_times) {
  model::Run run;
  Row row;
  row.name = "a";
  row.values = {{metric_index(run, "threads"), 3}};
  run.rows.push_back(row);
  const auto text = format_gbench(run);
  ASSERT_TRUE(text) << error_text(text);
  const auto back = parse_run(*text, "converted.json");
  ASSERT_TRUE(back) << error_text(back);
  EXPECT_EQ(per_round(*back, "a", "threads (counter)"), std::vector<double>{3});
  EXPECT_EQ(per_round(*back, "a", "real_time"), std::vector<double>{0}) << "for tools that want both times";
}

}  // namespace
}  // namespace trackmeet::model
