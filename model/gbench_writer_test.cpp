// SPDX-License-Identifier: Apache-2.0
#include "model/gbench_writer.hpp"

#include <fmt/format.h>
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
  EXPECT_EQ(per_round(*back, run.rows[1].name, "real_time"), std::vector<double>{2.5e-7});
  EXPECT_NE(text->find(R"("real_time": 250, "cpu_time": 250)"), std::string::npos) << "real_time stands in";
  EXPECT_TRUE(per_round(*back, run.rows[1].name, "cpu_time").empty()) << "but was not measured";
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
  EXPECT_NE(text->find(R"("real_time": 0, "cpu_time": 0)"), std::string::npos) << "for tools that want both times";
  EXPECT_TRUE(per_round(*back, "a", "real_time").empty());
  EXPECT_TRUE(per_round(*back, "a", "cpu_time").empty());
}

TEST(GbenchWriter, tells_a_cpu_time_that_stands_alone_from_a_real_time) {
  model::Run run;
  Row row;
  row.name = "a";
  row.values = {{metric_index(run, "cpu_time"), 3e-9}, {metric_index(run, "trackmeet_times"), 7}};
  run.rows.push_back(row);
  const auto text = format_gbench(run);
  ASSERT_TRUE(text) << error_text(text);
  const auto back = parse_run(*text, "converted.json");
  ASSERT_TRUE(back) << error_text(back);
  EXPECT_TRUE(per_round(*back, "a", "real_time").empty());
  EXPECT_EQ(per_round(*back, "a", "cpu_time"), std::vector<double>{3e-9});
  EXPECT_EQ(per_round(*back, "a", "trackmeet_times (counter)"), std::vector<double>{7});
}

TEST(GbenchWriter, keeps_which_way_is_good_of_what_other_formats_measure_in) {
  for (const char* name : {"throughput", "alloc_bytes_per_iter", "build-time", "file-size"}) {
    model::Run run;
    Row row;
    row.name = "a";
    row.values = {{metric_index(run, name), 1000}};
    run.rows.push_back(row);
    const auto text = format_gbench(run);
    ASSERT_TRUE(text) << error_text(text);
    const auto back = parse_run(*text, "converted.json");
    ASSERT_TRUE(back) << error_text(back);
    const auto metric = find_metric(*back, name);
    ASSERT_TRUE(metric) << name;
    EXPECT_EQ(back->metrics[*metric], run.metrics[0]);
    EXPECT_FALSE(back->metrics[*metric].guessed) << name;
  }
}

TEST(GbenchWriter, leaves_out_what_is_not_known_of_the_run) {
  model::Run run = run_to_convert();
  run.suite = "new";  // as its file is called
  run.timestamp = {};
  run.environment.cores = 0;
  const auto text = format_gbench(run);
  ASSERT_TRUE(text) << error_text(text);
  for (const char* key : {"date", "executable", "num_cpus"})
    EXPECT_EQ(text->find(fmt::format("\"{}\"", key)), std::string::npos) << key;
  const auto back = parse_run(*text, "folder/run-7.json");
  ASSERT_TRUE(back) << error_text(back);
  EXPECT_EQ(back->suite, "run-7") << "a run of `run` among others";
  EXPECT_EQ(back->timestamp, UtcTime{});
  run.version = "0.1.0";
  EXPECT_NE(format_gbench(run)->find(R"("executable": "new")"), std::string::npos) << "our own files tell their suite";
}

}  // namespace
}  // namespace trackmeet::model
