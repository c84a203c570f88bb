// SPDX-License-Identifier: Apache-2.0
#include "model/benchmarkdotnet_reader.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

Result<Run> read(std::string_view text) {
  const auto document = parse_json(text, "report.json");
  EXPECT_TRUE(document && is_benchmarkdotnet(document->root));
  return read_benchmarkdotnet(document->root, "report.json");
}

using Numbers = std::vector<double>;

TEST(BenchmarkDotNet, takes_launches_for_rounds_and_their_results_for_repetitions) {
  const std::string text = test_data("benchmarkdotnet.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run),
            (std::vector<std::string>{"Demo.Sorting.Quick(n: 10) [.NET 8.0]", "Demo.Sorting.Quick(n: 10) [.NET 9.0]",
                                      "Demo.Sorting.Merge"}));
  EXPECT_EQ(per_round(*run, "Demo.Sorting.Quick(n: 10) [.NET 8.0]", "real_time"), (Numbers{20e-9, 30e-9}))
      << "the median of each launch";
  EXPECT_EQ(run->rows[0].round, 0U);
  EXPECT_EQ(run->rows[0].iterations, 4U);
  EXPECT_EQ(run->rows[2].round, 0U);
  EXPECT_EQ(run->rows[3].round, 1U);
  EXPECT_EQ(per_round(*run, "Demo.Sorting.Quick(n: 10) [.NET 9.0]", "real_time"), (Numbers{8e-9, 9e-9}))
      << "its measurements were not exported";
  EXPECT_EQ(per_round(*run, "Demo.Sorting.Merge", "real_time"), Numbers{8e-9}) << "the median";
}

TEST(BenchmarkDotNet, takes_allocations_and_metrics_as_they_are_described) {
  const std::string text = test_data("benchmarkdotnet.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  const std::string quick = "Demo.Sorting.Quick(n: 10) [.NET 8.0]";
  EXPECT_EQ(per_round(*run, quick, "alloc_bytes_per_iter"), Numbers{64});
  EXPECT_EQ(per_round(*run, quick, "CacheMisses"), Numbers{7});
  EXPECT_EQ(per_round(*run, quick, "Locality"), Numbers{3});
  EXPECT_EQ(run->metrics[*find_metric(*run, "Locality")], (Metric{"Locality", "%", Better::higher, Kind::sampled}));
  EXPECT_EQ(run->metrics[*find_metric(*run, "CacheMisses")], (Metric{"CacheMisses", "", Better::lower, Kind::sampled}));
  EXPECT_EQ(per_round(*run, "Demo.Sorting.Quick(n: 10) [.NET 9.0]", "alloc_bytes_per_iter"), Numbers{});
  EXPECT_EQ(per_round(*run, "Demo.Sorting.Merge", "alloc_bytes_per_iter"), Numbers{32});
}

TEST(BenchmarkDotNet, tells_when_and_where_it_ran) {
  const std::string text = test_data("benchmarkdotnet.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->suite, "Demo.Sorting");
  EXPECT_EQ(to_iso8601(run->timestamp), "2026-01-02T03:04:05Z");
  EXPECT_EQ(run->environment.os, "Debian GNU/Linux 12 (bookworm)");
  EXPECT_EQ(run->environment.cpu, "AMD EPYC 7763");
  EXPECT_EQ(run->environment.cores, 4U);
  EXPECT_EQ(run->environment.compiler, ".NET 8.0.11");
  EXPECT_EQ(run->environment.build_type, "RELEASE");
}

TEST(BenchmarkDotNet, fails_what_is_unsound_and_nothing_else) {
  const auto run = read(R"({"Title": "Odd-20269999-999999", "HostEnvironmentInfo": 3, "Benchmarks": [
    {"FullName": "a", "Statistics": null},
    {"FullName": "b", "Statistics": {"OriginalValues": [1, "x"]}},
    {"FullName": "c", "Statistics": {"OriginalValues": [], "Mean": NaN}},
    {"FullName": "d", "Statistics": {"Min": 3}},
    {"FullName": "e", "Measurements": [{"IterationMode": "Result", "Operations": 0, "Nanoseconds": 4}]},
    {"FullName": "f", "Measurements": [{"IterationMode": "Result", "Nanoseconds": -4}]},
    {"Statistics": {}}, 7,
    {"FullName": "g", "Memory": 4, "Metrics": [1, {"Value": 3}, {"Value": 1, "Descriptor": 3}],
     "Measurements": [{"IterationMode": "Result", "LaunchIndex": -1, "Operations": 1e3, "Nanoseconds": 4e3}]}]})");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->suite, "Odd-20269999-999999");
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"g"});
  EXPECT_EQ(per_round(*run, "g", "real_time"), Numbers{4e-9});
  std::vector<std::string> failures;
  for (const Failure& failure : run->failures) failures.push_back(failure.name + ": " + failure.detail);
  EXPECT_EQ(failures, (std::vector<std::string>{
                          "a: line 2: it has no 'Statistics': it did not run to its end",
                          "b: line 3: 'real_time' is nan, which is no finite number",
                          "c: line 4: 'real_time' is nan, which is no finite number",
                          "d: line 5: its 'Statistics' have neither values nor a mean",
                          "e: line 6: 'real_time' is nan, which is no finite number",
                          "f: line 7: 'real_time' is negative: -4e-09",
                          "Benchmarks[6]: line 8: there is no 'FullName'",
                          "Benchmarks[7]: line 8: there is no 'FullName'",
                      }));
}

TEST(BenchmarkDotNet, is_known_by_its_host_and_benchmarks) {
  for (const std::string_view other :
       {"{}", "[]", R"({"Benchmarks": []})", R"({"HostEnvironmentInfo": {}, "Benchmarks": 3})"}) {
    const auto document = parse_json(other, "other.json");
    ASSERT_TRUE(document);
    EXPECT_FALSE(is_benchmarkdotnet(document->root)) << other;
  }
}

}  // namespace
}  // namespace trackmeet::model
