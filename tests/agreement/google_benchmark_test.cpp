// SPDX-License-Identifier: Apache-2.0
// What Google Benchmark's own comparison script says of its own input files: the p-values and geometric means that its
// unit tests assert, and every change, which it defines as (new - old) / |old|.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "compare/comparison.hpp"
#include "model/results_file.hpp"
#include "stats/mann_whitney.hpp"
#include "tests/agreement/shared_data_fixture.hpp"

namespace trackmeet::agreement {
namespace {

using GoogleBenchmark = SharedData;

/// All values of one metric in a file, aggregates included, as that script takes them. Only ranks matter, so the unit
/// does not.
std::vector<double> values(const model::Run& run, const std::string& name, const std::string& metric) {
  std::vector<double> found;
  const auto index = model::find_metric(run, metric);
  for (const model::Row& row : run.rows)
    for (const model::Value& value : row.values)
      if (row.name == name && index && value.metric == *index) found.push_back(value.value);
  return found;
}

/// scipy's `method='auto'`, which the script uses: exact for small samples without ties.
stats::RankMethod method_for(std::vector<double> x, const std::vector<double>& y) {
  const std::size_t smaller = std::min(x.size(), y.size());
  x.insert(x.end(), y.begin(), y.end());
  std::ranges::sort(x);
  const bool ties = std::ranges::adjacent_find(x) != x.end();
  return smaller <= 8 && !ties ? stats::RankMethod::exact : stats::RankMethod::asymptotic;
}

TEST_F(GoogleBenchmark, UTestsOfItsOwnInputs) {
  const std::string folder = "formats/google-benchmark/tools/gbench/Inputs/";
  const model::Run base = model::parse_run(text_of(folder + "test3_run0.json"), "test3_run0.json").value();
  const model::Run head = model::parse_run(text_of(folder + "test3_run1.json"), "test3_run1.json").value();
  const struct {
    const char *name, *metric;
    double p;
  } cases[] = {
      {"BM_Two", "real_time", 1.0},
      {"BM_Two", "cpu_time", 0.6666666666666667},
      {"short", "real_time", 0.7670968684102772},
      {"short", "cpu_time", 0.2},
  };
  for (const auto& c : cases) {
    const std::vector<double> x = values(base, c.name, c.metric);
    const std::vector<double> y = values(head, c.name, c.metric);
    ASSERT_FALSE(x.empty() || y.empty()) << c.name;
    EXPECT_NEAR(stats::mann_whitney(x, y, method_for(x, y)).p, c.p, 1e-12) << c.name << " " << c.metric;
  }
}

const char* const inputs = "formats/google-benchmark/tools/gbench/Inputs/";

compare::Comparison compared(const model::Run& base, const model::Run& head) {
  model::Baseline baseline;
  baseline.sessions.push_back({base, {}, {}, {}, {}});
  compare::Policy policy;
  policy.metrics = {"real_time", "cpu_time"};
  policy.force = true;  // that script compares whatever it is given
  return compare::compare_runs(baseline, head, policy).value();
}

/// Geometric mean of all repetitions in a file, as that script has it.
double geometric_mean(const model::Run& run, const std::string& metric) {
  const std::uint32_t index = model::find_metric(run, metric).value();
  double sum = 0;
  std::size_t number = 0;
  for (const model::Row& row : run.rows)
    for (const model::Value& value : row.values)
      if (row.aggregate.empty() && value.metric == index) {
        sum += std::log(value.value);
        ++number;
      }
  return std::exp(sum / static_cast<double>(number));
}

TEST_F(GoogleBenchmark, ChangesOfItsOwnInputs) {
  const std::pair<const char*, const char*> pairs[] = {
      {"test1_run1.json", "test1_run2.json"}, {"test2_run.json", "test2_run.json"},
      {"test3_run0.json", "test3_run1.json"}, {"test4_run.json", "test4_run.json"},
      {"test4_run0.json", "test4_run1.json"}, {"test5_run0.json", "test5_run1.json"}};
  std::size_t held = 0;
  for (const auto& [first, second] : pairs) {
    const model::Run base = model::parse_run(text_of(std::string(inputs) + first), first).value();
    const model::Run head = model::parse_run(text_of(std::string(inputs) + second), second).value();
    for (const compare::ComparedRow& row : compared(base, head).rows) {
      const std::vector<double> before = model::per_round(base, row.name, row.metric.name);
      const std::vector<double> after = model::per_round(head, row.name, row.metric.name);
      if (before.size() != 1 || after.size() != 1 || !(before[0] > 0) || !(after[0] > 0)) continue;
      EXPECT_NEAR(row.change, (after[0] - before[0]) / std::abs(before[0]), 1e-12 * (1 + std::abs(row.change)))
          << first << " " << row.name << " " << row.metric.name;
      ++held;
    }
  }
  EXPECT_GE(held, 50U);
}

TEST_F(GoogleBenchmark, GeometricMeansOfItsOwnInputs) {
  const auto run = [this](const char* name) {
    return model::parse_run(text_of(std::string(inputs) + name), name).value();
  };
  const compare::Comparison one_row_each = compared(run("test1_run1.json"), run("test1_run2.json"));
  ASSERT_EQ(one_row_each.means.size(), 2U);
  EXPECT_EQ(one_row_each.means[0].rows, 14U);
  EXPECT_NEAR(one_row_each.means[0].change, -0.8112976497120911, 1e-12);
  EXPECT_NEAR(one_row_each.means[1].change, -0.7778551721181174, 1e-12);

  // That script divides the means of whole files, whatever benchmarks these hold; ours is of what both have.
  const model::Run base = run("test3_run0.json");
  const model::Run head = run("test3_run1.json");
  EXPECT_NEAR(geometric_mean(head, "real_time") / geometric_mean(base, "real_time") - 1, 1.6404861082353634, 1e-12);
  EXPECT_NEAR(geometric_mean(head, "cpu_time") / geometric_mean(base, "cpu_time") - 1, -0.6984640740519662, 1e-12);
}

}  // namespace
}  // namespace trackmeet::agreement
