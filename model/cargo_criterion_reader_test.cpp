// SPDX-License-Identifier: Apache-2.0
#include "model/cargo_criterion_reader.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

using Numbers = std::vector<double>;

TEST(CargoCriterion, gives_every_value_over_its_iterations) {
  const std::string text = test_data("cargo_criterion.jsonl");
  ASSERT_TRUE(is_cargo_criterion(text));
  const auto run = read_cargo_criterion(text, "bench.jsonl");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"copy/64k", "sort/random/100", "steps", "estimate only"}));
  EXPECT_EQ(per_round(*run, "copy/64k", "real_time"), (Numbers{100e-9, 110e-9, 90e-9}));
  EXPECT_DOUBLE_EQ(per_round(*run, "copy/64k", "bytes_per_second").at(0), 64 / 100e-9);
  EXPECT_EQ(per_round(*run, "sort/random/100", "real_time"), Numbers{1.5e-3});
  EXPECT_DOUBLE_EQ(per_round(*run, "sort/random/100", "items_per_second").at(0), 100 / 1.5e-3);
  EXPECT_EQ(per_round(*run, "steps", "cycles"), Numbers{2500});
  EXPECT_EQ(per_round(*run, "estimate only", "real_time"), Numbers{7.5e-6});
  EXPECT_EQ(run->rows.back().aggregate, "mean");
  EXPECT_TRUE(run->failures.empty());
}

TEST(CargoCriterion, fails_lines_that_are_damaged_and_no_others) {
  const auto run = read_cargo_criterion(
      "cargo prints this\n"
      R"({"reason":"benchmark-complete","id":"good","iteration_count":[1],"measured_values":[5],"unit":"ns"})"
      "\n"
      R"({"reason":"benchmark-complete","id":"cut","iteration_count":[1],"measured_val)"
      "\n"
      R"({"reason":"build-finished","succe)"
      "\n"
      R"({"reason":"benchmark-complete","iteration_count":[1],"measured_values":[5],"unit":"ns"})"
      "\n"
      R"({"reason":"benchmark-complete","id":"uneven","iteration_count":[1,2],"measured_values":[5],"unit":"ns"})"
      "\n"
      R"({"reason":"benchmark-complete","id":"zero","iteration_count":[0],"measured_values":[5],"unit":"ns"})"
      "\n"
      R"({"reason":"benchmark-complete","id":"NaN","iteration_count":[1],"measured_values":[NaN],"unit":"ns"})"
      "\n"
      R"({"reason":"benchmark-complete","id":"unitless","iteration_count":[1],"measured_values":[5]})"
      "\n"
      R"({"reason":"benchmark-complete","id":"nothing"})"
      "\n"
      R"({"reason":"benchmark-complete","id":"bare","typical":{"estimate":5}})"
      "\n",
      "bench.jsonl");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"good"});
  std::vector<std::string> failed;
  for (const Failure& failure : run->failures) failed.push_back(failure.name);
  EXPECT_EQ(failed,
            (std::vector<std::string>{"line 3", "line 5", "uneven", "zero", "NaN", "unitless", "nothing", "bare"}));
  EXPECT_EQ(run->failures[2].detail, "line 6: 'iteration_count' and 'measured_values' are not of equal number");
}

TEST(CargoCriterion, is_known_by_its_reasons) {
  EXPECT_TRUE(is_cargo_criterion(R"({"reason":"group-complete","group_name":"g"})"));
  for (const char* other :
       {"", "{}", R"({"reason":"compiler-artifact"})", R"({"name":"benchmark-complete","reason":1})",
        "benchmark-complete \"reason\"", R"({"reason":"benchmark-complete")"})
    EXPECT_FALSE(is_cargo_criterion(other)) << other;
}

}  // namespace
}  // namespace trackmeet::model
