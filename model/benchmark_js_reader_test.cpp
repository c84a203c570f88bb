// SPDX-License-Identifier: Apache-2.0
#include "model/benchmark_js_reader.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

TEST(BenchmarkJs, gives_the_throughput_with_its_interval) {
  const std::string_view text =
      "Suite of x things\n"
      "sort x 100 items x 1,200.5 ops/sec \xc2\xb1"
      "2.00% (93 runs sampled)\r\n"
      "once x 4 ops/sec +-0% (1 run sampled)\n"
      "Fastest is sort\n";
  ASSERT_TRUE(is_benchmark_js(text));
  const auto run = read_benchmark_js(text, "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"sort x 100 items", "once"}));
  EXPECT_EQ(run->metrics, (std::vector<Metric>{{"throughput", "1/s", Better::higher, Kind::sampled}}));
  EXPECT_EQ(per_round(*run, "sort x 100 items", "throughput"), std::vector<double>{1200.5});
  ASSERT_EQ(run->rows.size(), 6U);
  EXPECT_EQ(run->rows[1].aggregate, "lower");
  EXPECT_DOUBLE_EQ(run->rows[1].values.at(0).value, 1176.49);
  EXPECT_DOUBLE_EQ(run->rows[2].values.at(0).value, 1224.51);
}

TEST(BenchmarkJs, fails_what_is_unsound_and_nothing_else) {
  const auto run = read_benchmark_js(
      "a x 1.2.3 ops/sec +-1% (9 runs sampled)\n"
      "b x 5 ops/sec +-x% (9 runs sampled)\n"
      "c x 5 ops/sec +-1% (9 runs sampled)\n",
      "bench.txt");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"c"});
  ASSERT_EQ(run->failures.size(), 2U);
  EXPECT_EQ(run->failures[0].detail, "line 1: 'throughput' is nan, which is no finite number");
  EXPECT_EQ(run->failures[1].name, "b");
}

TEST(BenchmarkJs, is_known_by_its_lines) {
  for (const std::string_view other : {"", "this x line", "a x b runs sampled)", "a x 5 ops/sec 1% (9 runs sampled)",
                                       " x 5 ops/sec +-1% (9 runs sampled)"})
    EXPECT_FALSE(is_benchmark_js(other)) << other;
}

}  // namespace
}  // namespace trackmeet::model
