// SPDX-License-Identifier: Apache-2.0
#include "model/one_per_name.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace trackmeet::model {
namespace {

void add(Run& run, const std::string& name, std::uint32_t round, double seconds, std::uint64_t iterations = 10) {
  Row row;
  row.name = name;
  row.round = round;
  row.iterations = iterations;
  row.values = {{metric_index(run, "real_time"), seconds}};
  run.rows.push_back(std::move(row));
}

TEST(OnePerName, summarises_rounds_not_repetitions) {
  model::Run run;
  for (const double seconds : {1.0, 2.0, 9.0}) add(run, "a", 0, seconds);  // median 2
  add(run, "a", 1, 4);
  add(run, "a", 2, 3);
  add(run, "a", 3, 8);
  const std::vector<OneRow> rows = one_per_name(run);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].iterations, 60U);
  const Summary* time = find_summary(rows[0], run, "real_time");
  ASSERT_NE(time, nullptr);
  EXPECT_EQ(time->rounds, 4U);
  EXPECT_EQ(time->median, 3.5);
  EXPECT_EQ(time->lowest, 2);
  EXPECT_EQ(time->highest, 8);
  EXPECT_NEAR(time->deviation, std::sqrt(20.75 / 3), 1e-12) << "of 2, 3, 4 and 8";
  EXPECT_EQ(find_summary(rows[0], run, "cpu_time"), nullptr);
}

TEST(OnePerName, keeps_the_order_and_stays_finite) {
  model::Run run;
  const double most = std::numeric_limits<double>::max();
  add(run, "z", 0, most, UINT64_MAX);
  add(run, "a", 0, 0);
  add(run, "z", 1, most);
  add(run, "a", 1, 0);
  const std::vector<OneRow> rows = one_per_name(run);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].name, "z");
  EXPECT_EQ(rows[0].iterations, UINT64_MAX);
  EXPECT_EQ(rows[0].metrics[0].median, most);
  EXPECT_TRUE(std::isfinite(rows[0].metrics[0].deviation));
  EXPECT_EQ(rows[1].metrics[0].deviation, 0);
}

}  // namespace
}  // namespace trackmeet::model
