// SPDX-License-Identifier: Apache-2.0
#include "model/julia_reader.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

Result<Run> read(std::string_view text) {
  const auto document = parse_json(text, "julia.json");
  EXPECT_TRUE(document && is_julia(document->root));
  return read_julia(document->root, "julia.json");
}

using Numbers = std::vector<double>;

TEST(Julia, gives_every_time_of_a_trial_and_else_the_estimate) {
  const auto run = read(R"([{"Julia": "1.10.4", "BenchmarkTools": "1.0.0"}, [["BenchmarkGroup", {"tags": [], "data": {
    "sort": ["BenchmarkGroup", {"tags": ["fast"], "data": {
      "10": ["Trial", {"allocs": 3, "memory": 96, "params": ["Parameters", {"evals": 7}], "times": [20.0, 22.0]}],
      "20": ["TrialEstimate", {"allocs": 0, "memory": 0, "time": 31.0, "gctime": 0.0}]}}],
    "plain": ["Trial", {"times": [5]}]}}]]])");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"sort/10", "sort/20", "plain"}));
  EXPECT_EQ(per_round(*run, "sort/10", "real_time"), (Numbers{20e-9, 22e-9}));
  EXPECT_EQ(per_round(*run, "sort/10", "allocs_per_iter"), Numbers{3});
  EXPECT_EQ(per_round(*run, "sort/10", "alloc_bytes_per_iter"), Numbers{96});
  EXPECT_EQ(per_round(*run, "sort/20", "real_time"), Numbers{31e-9});
  EXPECT_EQ(per_round(*run, "sort/20", "allocs_per_iter"), Numbers{0});
  EXPECT_EQ(run->rows[0].iterations, 7U);
  EXPECT_EQ(run->environment.compiler, "Julia 1.10.4");
}

TEST(Julia, fails_what_is_unsound_and_nothing_else) {
  const auto run = read(R"([{"Julia": 1}, [7, ["Trial", {"times": [1]}], ["BenchmarkGroup", {"data": {
    "a": ["Trial", {"times": [1, NaN]}],
    "b": ["Trial", {"times": [], "allocs": 3}],
    "c": ["Odd", {}],
    "d": 4,
    "e": ["BenchmarkGroup", {"data": {"f": ["TrialEstimate", {"time": -1}]}}],
    "g": ["TrialEstimate", {"time": 2, "allocs": "x"}]}}]]])");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"[1]", "g"}));
  std::vector<std::string> failures;
  for (const Failure& failure : run->failures) failures.push_back(failure.name + ": " + failure.detail);
  EXPECT_EQ(failures, (std::vector<std::string>{
                          "[0]: line 1: it is no benchmark and no group",
                          "a: line 2: 'real_time' is nan, which is no finite number",
                          "b: line 3: it has no times",
                          "c: line 4: it is a 'Odd'",
                          "d: line 5: it is no benchmark and no group",
                          "e/f: line 6: 'real_time' is negative: -1e-09",
                      }));
}

TEST(Julia, is_known_by_its_versions) {
  for (const std::string_view other : {"{}", "[]", "[1, 2]", R"([{"Julia": 1}])", R"([{"Julia": 1}, {}])"}) {
    const auto document = parse_json(other, "other.json");
    ASSERT_TRUE(document);
    EXPECT_FALSE(is_julia(document->root)) << other;
  }
}

}  // namespace
}  // namespace trackmeet::model
