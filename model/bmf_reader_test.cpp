// SPDX-License-Identifier: Apache-2.0
#include "model/bmf_reader.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

TEST(Bmf, gives_latency_as_time_in_seconds_and_knows_the_built_in_measures) {
  const std::string text = test_data("bmf.json");
  const auto document = parse_json(text, "bmf.json");
  ASSERT_TRUE(document && is_bmf(document->root));
  const auto run = read_bmf(document->root, "bmf.json");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"parse/small", "./build.sh", "my_binary"}));
  const struct {
    const char *benchmark, *metric, *unit;
    Better better;
    Kind kind;
    double value;
  } cases[] = {
      {"parse/small", "real_time", "s", Better::lower, Kind::sampled, 88.1e-9},
      {"parse/small", "throughput", "1/s", Better::higher, Kind::sampled, 5.5},
      {"./build.sh", "build-time", "s", Better::lower, Kind::sampled, 87},
      {"my_binary", "file-size", "B", Better::lower, Kind::exact, 42},
      {"my_binary", "instructions", "", Better::lower, Kind::exact, 1000},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(per_round(*run, c.benchmark, c.metric), std::vector<double>{c.value}) << c.metric;
    const auto metric = find_metric(*run, c.metric);
    ASSERT_TRUE(metric) << c.metric;
    EXPECT_EQ(run->metrics[*metric], (Metric{c.metric, c.unit, c.better, c.kind}));
  }
  ASSERT_GE(run->rows.size(), 3U);
  EXPECT_EQ(run->rows[1].aggregate, "lower");
  EXPECT_EQ(run->rows[1].values.front().value, 87.5e-9);
}

TEST(Bmf, fails_bad_rows_and_no_other) {
  const auto document = parse_json(R"({"sound": {"latency": {"value": 1}},
    "nan": {"latency": {"value": NaN}},
    "negative": {"latency": {"value": -1}},
    "sound": {"latency": {"value": 2}},
    "twice": {"latency": {"value": 2}, "latency": {"value": 3}},
    "none": {"latency": {"lower_value": 2}, "throughput": {"value": null}},
    "null": {"throughput": {"value": 1}, "latency": {"value": null}}, "number": 3, "empty": {},
    "good": {"latency": {"value": 1e9}}})",
                                   "b.json");
  ASSERT_TRUE(document);
  EXPECT_FALSE(is_bmf(document->root));
  const auto run = read_bmf(document->root, "b.json");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"good"});
  EXPECT_EQ(per_round(*run, "good", "real_time"), std::vector<double>{1});
  const std::vector<std::pair<std::string, std::string>> want = {
      {"nan", "line 2: 'real_time' is nan, which is no finite number"},
      {"negative", "line 3: 'real_time' is negative: -1e-09"},
      {"sound", "line 4: it stands in the file twice"},
      {"twice", "line 5: the measure 'latency' occurs twice"},
      {"none", "line 6: 'latency' has no value"},
      {"null", "line 7: 'latency' is null"},
      {"number", "line 7: it has no measures"},
      {"empty", "line 7: it has no measures"},
  };
  ASSERT_EQ(run->failures.size(), want.size());
  for (std::size_t i = 0; i < want.size(); ++i) {
    EXPECT_EQ(run->failures[i].name, want[i].first);
    EXPECT_EQ(run->failures[i].detail, want[i].second);
  }
}

TEST(Bmf, claims_nothing_that_may_be_another_format) {
  for (const std::string_view other :
       {"{}", "[]", "3", R"({"a": {}})", R"({"a": {"latency": {}}})", R"({"a": {"latency": {"value": "1"}}})",
        R"({"a": {"latency": {"value": 1, "unit": "ns"}}})", R"({"a": {"latency": {"value": 1}}, "b": 1})",
        R"({"a": {"latency": 1}})", R"({"benchmarks": [], "context": {}})", R"({"a": [{"name": "x", "value": 1}]})"}) {
    const auto document = parse_json(other, "other.json");
    ASSERT_TRUE(document);
    EXPECT_FALSE(is_bmf(document->root)) << other;
  }
  const auto nan = parse_json(R"({"a": {"latency": {"value": NaN}}})", "nan.json");
  EXPECT_TRUE(nan && is_bmf(nan->root)) << "a bad row of it";
  const auto null = parse_json(R"({"a": {"latency": {"value": 1}}, "b": {"latency": {"value": null}}})", "null.json");
  EXPECT_TRUE(null && is_bmf(null->root)) << "likewise";
}

TEST(Bmf, is_an_object) {
  const auto document = parse_json("[1]", "b.json");
  ASSERT_TRUE(document);
  EXPECT_EQ(error_text(read_bmf(document->root, "b.json")), "b.json:1: error: it must be an object of benchmarks");
}

}  // namespace
}  // namespace trackmeet::model
