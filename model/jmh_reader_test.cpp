// SPDX-License-Identifier: Apache-2.0
#include "model/jmh_reader.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

Result<Run> read(std::string_view text) {
  const auto document = parse_json(text, "jmh.json");
  EXPECT_TRUE(document && is_jmh(document->root));
  return read_jmh(document->root, "jmh.json");
}

using Numbers = std::vector<double>;

TEST(Jmh, takes_forks_for_rounds_and_their_iterations_for_repetitions) {
  const std::string text = test_data("jmh.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run),
            (std::vector<std::string>{"demo.Sort.quick (size = 100, kind = random)",
                                      "demo.Sort.quick (size = 100, kind = random):ss", "demo.Sort.merge",
                                      "demo.Sort.sampled", "demo.Sort.summarised"}));
  EXPECT_TRUE(run->failures.empty());
  const std::string quick = "demo.Sort.quick (size = 100, kind = random)";
  EXPECT_EQ(per_round(*run, quick, "real_time"), (Numbers{2.5e-6, 2.5e-6, 4e-6})) << "the median of each fork";
  EXPECT_EQ(run->rows[0].round, 0U);
  EXPECT_EQ(run->rows[2].repetition, 2U);
  EXPECT_EQ(run->rows[3].round, 1U);
  EXPECT_EQ(run->rows[3].repetition, 0U);
  EXPECT_EQ(run->rows[0].values.size(), 4U) << "what was measured together stands together";
  EXPECT_EQ(per_round(*run, quick + ":ss", "real_time"), (Numbers{0.0015, 0.00175}));
}

TEST(Jmh, knows_which_way_throughput_is_good) {
  const std::string text = test_data("jmh.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(per_round(*run, "demo.Sort.merge", "throughput"), (Numbers{19000, 20000, 21000}))
      << "the iterations of one fork know no round";
  const auto throughput = find_metric(*run, "throughput");
  ASSERT_TRUE(throughput);
  EXPECT_EQ(run->metrics[*throughput].better, Better::higher);
  EXPECT_EQ(run->metrics[*throughput].unit, "1/s");
}

TEST(Jmh, lets_the_mode_tell_which_way_is_good_where_the_unit_does_not) {
  const auto run = read(R"([
    {"benchmark": "a", "mode": "thrpt", "primaryMetric": {"scoreUnit": "ops/day", "rawData": [[86400]]}},
    {"benchmark": "b", "mode": "thrpt", "primaryMetric": {"scoreUnit": "ops/moon", "rawData": [[5]]}},
    {"benchmark": "c", "mode": "avgt", "primaryMetric": {"scoreUnit": "moon/op", "rawData": [[5]]}},
    {"benchmark": "d", "mode": "other", "primaryMetric": {"scoreUnit": "moons", "rawData": [[5]]}}])");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->metrics, (std::vector<Metric>{{"throughput", "1/s", Better::higher, Kind::sampled},
                                               {"ops/moon", "ops/moon", Better::higher, Kind::sampled},
                                               {"moon/op", "moon/op", Better::lower, Kind::sampled},
                                               {"moons", "moons", Better::lower, Kind::sampled, true}}));
  EXPECT_EQ(per_round(*run, "a", "throughput"), Numbers{1});
}

TEST(Jmh, shows_the_score_beside_secondary_metrics_that_have_raw_data) {
  const auto run = read(R"([{"benchmark": "a", "mode": "sample",
    "primaryMetric": {"score": 9, "scorePercentiles": {"50.0": 10}, "scoreUnit": "us/op"},
    "secondaryMetrics": {"gc.count": {"score": 3, "scoreUnit": "counts", "rawData": [[1, 2]]}}}])");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(per_round(*run, "a", "real_time"), Numbers{10e-6});
  EXPECT_EQ(per_round(*run, "a", "gc.count"), (Numbers{1, 2}));
}

TEST(Jmh, keeps_what_profilers_and_counters_measured) {
  const std::string text = test_data("jmh.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  const std::string quick = "demo.Sort.quick (size = 100, kind = random)";
  EXPECT_EQ(per_round(*run, quick, "gc.alloc.rate.norm"), (Numbers{16, 16, 24}));
  EXPECT_EQ(run->metrics[*find_metric(*run, "gc.alloc.rate.norm")],
            (Metric{"gc.alloc.rate.norm", "B/op", Better::lower, Kind::sampled, true}));
  EXPECT_EQ(per_round(*run, quick, "gc.alloc.rate"), (Numbers{100, 100, 98})) << "without the dot before its name";
  EXPECT_EQ(per_round(*run, quick, "gc.time"), Numbers{0.003}) << "in seconds, in the one fork in which it ran";
  EXPECT_EQ(per_round(*run, quick, "hits"), (Numbers{5000, 5000, 6000}));
  EXPECT_EQ(run->metrics[*find_metric(*run, "hits")], (Metric{"hits", "1/s", Better::higher, Kind::sampled}));
  EXPECT_EQ(per_round(*run, "demo.Sort.merge", "hits (#)"), (Numbers{5, 5, 5})) << "another unit, another metric";
}

TEST(Jmh, takes_the_mean_of_an_iteration_from_its_histogram_and_else_the_score) {
  const std::string text = test_data("jmh.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(per_round(*run, "demo.Sort.sampled", "real_time"), (Numbers{3e-9, 5e-9}));
  EXPECT_EQ(per_round(*run, "demo.Sort.summarised", "real_time"), Numbers{3.5}) << "the median";
}

TEST(Jmh, tells_what_ran_the_benchmarks) {
  const std::string text = test_data("jmh.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->environment.compiler, "OpenJDK 64-Bit Server VM 21.0.5+11");
  EXPECT_EQ(run->environment.flags, "-Xmx1g -XX:+UseSerialGC");
}

TEST(Jmh, fails_what_is_unsound_and_nothing_else) {
  const auto run = read(R"([
    {"benchmark": "a", "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1, NaN]]}},
    {"benchmark": "b", "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1, -2]]}},
    {"benchmark": "c", "primaryMetric": {"scoreUnit": "ns/op", "rawData": []}},
    {"benchmark": "d", "primaryMetric": 7},
    {"benchmark": 5, "primaryMetric": {}}, 6,
    {"benchmark": "e", "primaryMetric": {"scoreUnit": "ns/op", "rawDataHistogram": [[[[1, 2, 3]]]]}},
    {"benchmark": "f", "primaryMetric": {"scoreUnit": "ns/op", "rawDataHistogram": [[[]], 4, [], [[[1, -1]]]]}},
    {"benchmark": "g", "params": 3, "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[], [1], "x"]},
     "secondaryMetrics": {"x": 3, "y": {"rawData": 4}, "real_time": {"scoreUnit": "ns", "rawData": [[9]]}}}])");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"g"});
  EXPECT_EQ(per_round(*run, "g", "real_time"), Numbers{1e-9});
  std::vector<std::string> failures;
  for (const Failure& failure : run->failures) failures.push_back(failure.name + ": " + failure.detail);
  EXPECT_EQ(failures, (std::vector<std::string>{
                          "a: line 2: 'real_time' is nan, which is no finite number",
                          "b: line 3: 'real_time' is negative: -2e-09",
                          "c: line 4: it has neither raw data nor a score",
                          "d: line 5: there is no 'primaryMetric'",
                          "[4]: line 6: there is no 'benchmark'",
                          "[5]: line 6: there is no 'benchmark'",
                          "e: line 7: 'real_time' is nan, which is no finite number",
                          "f: line 8: 'real_time' is nan, which is no finite number",
                      }));
}

TEST(Jmh, is_known_by_its_primary_metric) {
  for (const std::string_view other :
       {"{}", "[]", "[1]", R"([{"name": "x", "value": 1}])", R"({"benchmark": 1, "primaryMetric": {}})"}) {
    const auto document = parse_json(other, "other.json");
    ASSERT_TRUE(document);
    EXPECT_FALSE(is_jmh(document->root)) << other;
  }
}

}  // namespace
}  // namespace trackmeet::model
