// SPDX-License-Identifier: Apache-2.0
#include "report/html_side.hpp"

#include <gtest/gtest.h>

namespace trackmeet::report {
namespace {

model::Run session(std::string compiler, std::vector<double> times) {
  model::Run run;
  run.environment.compiler = std::move(compiler);
  const std::uint32_t time = model::metric_index(run, "real_time");
  for (std::uint32_t round = 0; round < times.size(); ++round) {
    model::Row row;
    row.name = "matmul";
    row.round = round;
    row.values = {{time, times[round]}};
    run.rows.push_back(row);
  }
  return run;
}

TEST(HtmlSide, sessions_follow_each_other_and_the_last_one_says_where) {
  const model::Run first = session("GNU 12", {1, 2});
  const model::Run second = session("GNU 13", {3});
  const model::Run* const sessions[] = {&first, &second};
  const HtmlSide side = html_side(sessions);
  const std::span<const double> values = values_of(side, "matmul", "real_time");
  EXPECT_EQ(std::vector<double>(values.begin(), values.end()), (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(side.environment.compiler, "GNU 13");
  EXPECT_TRUE(values_of(side, "matmul", "cpu_time").empty());
  EXPECT_TRUE(values_of(side, "conv2d", "real_time").empty());
}

TEST(HtmlSide, a_renamed_benchmark_is_found_under_its_new_name) {
  const model::Run run = session("GNU 12", {1, 2});
  const model::Run* const sessions[] = {&run};
  const HtmlSide side = html_side(sessions, {{"matmul", "gemm"}, {"gemm", "matmul"}});
  EXPECT_EQ(values_of(side, "gemm", "real_time").size(), 2U);
  EXPECT_TRUE(values_of(side, "matmul", "real_time").empty());
}

TEST(HtmlSide, no_session_is_an_empty_side) { EXPECT_TRUE(html_side({}).values.empty()); }

}  // namespace
}  // namespace trackmeet::report
