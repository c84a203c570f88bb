// SPDX-License-Identifier: Apache-2.0
#include "model/action_list_reader.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

Result<Run> read(std::string_view text) {
  const auto document = parse_json(text, "list.json");
  EXPECT_TRUE(document && is_action_list(document->root));
  return read_action_list(document->root, "list.json");
}

using Numbers = std::vector<double>;

TEST(ActionList, takes_the_direction_from_the_unit) {
  const auto run = read(R"([
    {"name": "sort", "unit": "us", "value": 12.5, "range": "± 3", "extra": "100 samples"},
    {"name": "serve", "unit": "req/s", "value": 70},
    {"name": "parse", "unit": "ops/sec", "value": 1e6},
    {"name": "memory", "unit": "Megabytes", "value": 150, "range": 3},
    {"name": "bare", "unit": "", "value": 2}])");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->suite, "list");
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"sort", "serve", "parse", "memory", "bare"}));
  EXPECT_EQ(run->metrics, (std::vector<Metric>{
                              {"real_time", "s", Better::lower, Kind::sampled},
                              {"req/s", "req/s", Better::higher, Kind::sampled},
                              {"throughput", "1/s", Better::higher, Kind::sampled},
                              {"Megabytes", "Megabytes", Better::lower, Kind::sampled, true},
                              {"value", "", Better::lower, Kind::sampled, true},
                          }));
  EXPECT_EQ(per_round(*run, "sort", "real_time"), Numbers{12.5e-6});
  EXPECT_EQ(per_round(*run, "serve", "req/s"), Numbers{70});
  EXPECT_EQ(per_round(*run, "parse", "throughput"), Numbers{1e6});
  EXPECT_EQ(per_round(*run, "memory", "Megabytes"), Numbers{150});
  for (const Row& row : run->rows) EXPECT_EQ(row.aggregate, "mean") << "it is no raw value";
}

TEST(ActionList, fails_what_is_unsound_and_nothing_else) {
  const auto run = read(R"([
    {"name": "a", "unit": "ns", "value": "12"},
    {"name": "b", "unit": "ns", "value": -1},
    {"name": "c", "unit": "ns", "value": Infinity},
    {"name": "d", "unit": "ns"},
    {"unit": "ns", "value": 1}, 7, {"name": 4, "unit": "ns", "value": 1},
    {"name": "e", "unit": 4, "value": -1}])");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"e"});
  EXPECT_EQ(per_round(*run, "e", "value"), Numbers{-1});
  std::vector<std::string> failures;
  for (const Failure& failure : run->failures) failures.push_back(failure.name + ": " + failure.detail);
  EXPECT_EQ(failures, (std::vector<std::string>{
                          "a: line 2: its 'value' is no number",
                          "b: line 3: 'real_time' is negative: -1e-09",
                          "c: line 4: its 'value' is no number",
                          "d: line 5: its 'value' is no number",
                          "[4]: line 6: there is no 'name'",
                          "[5]: line 6: there is no 'name'",
                          "[6]: line 6: there is no 'name'",
                      }));
}

TEST(ActionList, is_known_by_names_with_units_and_values) {
  for (const std::string_view other : {"{}", "[]", "[1]", R"([{"name": "x", "value": 1}])",
                                       R"([{"benchmark": "x", "primaryMetric": {}}])", R"({"name": 1, "unit": 2})"}) {
    const auto document = parse_json(other, "other.json");
    ASSERT_TRUE(document);
    EXPECT_FALSE(is_action_list(document->root)) << other;
  }
}

}  // namespace
}  // namespace trackmeet::model
