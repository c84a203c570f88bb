// SPDX-License-Identifier: Apache-2.0
#include "model/luau_reader.hpp"

#include <gtest/gtest.h>

#include "model/read_results.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

TEST(Luau, gives_the_mean_with_its_interval) {
  const std::string_view text =
      "SUCCESS: base64            :   15.000ms +/-  2.000% on luau\r\n"
      "SUCCESS: a : b             :    1.5s +/- 200% on luau\n";
  ASSERT_TRUE(is_luau(text));
  const auto run = read_luau(text, "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"base64", "a : b"}));
  EXPECT_EQ(run->metrics, (std::vector<Metric>{metric_named("real_time")}));
  EXPECT_EQ(per_round(*run, "base64", "real_time"), std::vector<double>{0.015});
  ASSERT_EQ(run->rows.size(), 6U);
  EXPECT_EQ(run->rows[1].aggregate, "lower");
  EXPECT_DOUBLE_EQ(run->rows[1].values.at(0).value, 0.0147);
  EXPECT_DOUBLE_EQ(run->rows[2].values.at(0).value, 0.0153);
  EXPECT_EQ(run->rows[4].values.at(0).value, 0) << "no time is less";
}

TEST(Luau, tells_drivers_apart_where_several_were_measured) {
  const auto run = parse_results(test_data("luau.txt"), "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run),
            (std::vector<std::string>{"sieve (luau)", "sieve (luau -O2)", "life: small (luau)"}));
  EXPECT_EQ(per_round(*run, "sieve (luau -O2)", "real_time"), std::vector<double>{0.01});
  ASSERT_EQ(run->failures.size(), 1U);
  EXPECT_EQ(run->failures[0].name, "trees (luau)");
  EXPECT_EQ(run->failures[0].detail, "line 3: it failed on luau");
}

TEST(Luau, fails_what_is_unsound_and_nothing_else) {
  const auto run = read_luau(
      "SUCCESS: a : 1.2.3ms +/- 1% on luau\n"
      "SUCCESS: b : 5ms +/- x% on luau\n"
      "SUCCESS: c : 5ms +/- 1% on luau\n",
      "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"c"});
  ASSERT_EQ(run->failures.size(), 2U);
  EXPECT_EQ(run->failures[0].detail, "line 1: 'real_time' is nan, which is no finite number");
  EXPECT_EQ(run->failures[1].name, "b");
}

TEST(Luau, passes_over_a_failure_that_names_no_driver) {
  const auto run = read_luau("SUCCESS: a : 5ms +/- 1% on luau\nFAILED:  'b' on '\nFAILED:  ' on '\n", "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_TRUE(run->failures.empty());
}

TEST(Luau, is_known_by_its_lines) {
  for (const std::string_view other :
       {"", "SUCCESS", "SUCCESS: x : 5ms +/- 1% with luau", "SUCCESS: x : 5 +/- 1% on luau",
        "SUCCESS: : 5ms +/- 1% on luau", "SUCCESS: +/- 1% on luau", "SUCCESS: 5ms +/- 1% on luau",
        "FAILED:  'x' on 'luau'"})
    EXPECT_FALSE(is_luau(other)) << other;
}

}  // namespace
}  // namespace trackmeet::model
