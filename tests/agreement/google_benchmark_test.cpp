// SPDX-License-Identifier: Apache-2.0
// The p-values that Google Benchmark's own comparison script asserts in its unit tests, from its own input files.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

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

}  // namespace
}  // namespace trackmeet::agreement
