// SPDX-License-Identifier: Apache-2.0
#include "model/bmf_writer.hpp"

#include <gtest/gtest.h>

#include "model/bmf_reader.hpp"
#include "model/converted_run.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

TEST(BmfWriter, writes_medians_with_bounds_that_read_back) {
  const model::Run run = run_to_convert();
  const auto text = format_bmf(run);
  ASSERT_TRUE(text) << error_text(text);
  const auto document = parse_json(*text, "bmf.json");
  ASSERT_TRUE(document) << *text;
  ASSERT_TRUE(is_bmf(document->root)) << *text;
  const Json* latency = document->root.items.front().find("latency");
  ASSERT_NE(latency, nullptr);
  EXPECT_EQ(latency->find("value")->real, 2000) << "nanoseconds";
  EXPECT_EQ(latency->find("lower_value")->real, 1000);
  EXPECT_EQ(latency->find("upper_value")->real, 3000);
  const auto back = read_bmf(document->root, "bmf.json");
  ASSERT_TRUE(back) << error_text(back);
  EXPECT_EQ(benchmark_names(*back), benchmark_names(run)) << "the one that failed is left out";
  for (const char* metric : {"real_time", "cpu_time", "items_per_second"}) {
    const std::vector<double> rounds = per_round(run, "sort/8", metric);
    EXPECT_EQ(per_round(*back, "sort/8", metric), std::vector<double>{rounds[1]}) << metric;
    EXPECT_EQ(back->metrics[*find_metric(*back, metric)], run.metrics[*find_metric(run, metric)]);
  }
}

TEST(BmfWriter, tells_a_counter_called_latency_from_time) {
  model::Run run;
  Row row;
  row.name = "a";
  row.values = {{metric_index(run, "real_time"), 1e-9}, {metric_index(run, "latency"), 7}};
  run.rows.push_back(row);
  EXPECT_EQ(format_bmf(run).value(),
            "{\n  \"a\": {\"latency\": {\"value\": 1}, \"latency_counter\": {\"value\": 7}}\n}\n");
}

TEST(BmfWriter, has_nothing_to_write_without_a_sound_benchmark) {
  model::Run run;
  run.source = "x.json";
  EXPECT_EQ(error_text(format_bmf(run)), "x.json: error: there is no sound benchmark in it to convert");
}

}  // namespace
}  // namespace trackmeet::model
