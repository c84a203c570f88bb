// SPDX-License-Identifier: Apache-2.0
#include "model/hyperfine_reader.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

Result<Run> read(std::string_view text) {
  const auto document = parse_json(text, "bench.json");
  EXPECT_TRUE(document && is_hyperfine(document->root));
  return read_hyperfine(document->root, "bench.json");
}

TEST(Hyperfine, gives_every_run_as_a_sample_in_seconds) {
  const std::string text = test_data("hyperfine.json");
  const auto run = read(text);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"sleep 0.01", "sort big.txt/threads:2"}));
  EXPECT_EQ(per_round(*run, "sleep 0.01", "real_time"), (std::vector<double>{0.0112, 0.0109, 0.0115}));
  EXPECT_EQ(per_round(*run, "sort big.txt/threads:2", "real_time"), std::vector<double>{1.5})
      << "its runs were not exported: the median";
  EXPECT_EQ(run->suite, "bench");
}

TEST(Hyperfine, fails_a_command_of_which_a_run_failed_and_no_other) {
  const auto run = read(R"({"results": [
    {"command": "a", "times": [1, 2], "exit_codes": [0, 3]},
    {"command": "b", "times": [1, NaN], "exit_codes": [0, 0]},
    {"command": "c", "times": [1, 2], "exit_codes": [0, 0]}, {"times": [1]}]})");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"c"});
  ASSERT_EQ(run->failures.size(), 3U);
  EXPECT_EQ(run->failures[0].detail, "line 2: the command ended with status 3");
  EXPECT_EQ(run->failures[1].detail, "line 3: 'real_time' is nan, which is no finite number");
  EXPECT_EQ(run->failures[2].name, "results[3]");
}

TEST(Hyperfine, is_known_by_its_results_with_commands) {
  for (const std::string_view other : {"{}", "[]", R"({"results": []})", R"({"results": [{"name": "x"}]})"}) {
    const auto document = parse_json(other, "other.json");
    ASSERT_TRUE(document);
    EXPECT_FALSE(is_hyperfine(document->root)) << other;
  }
}

}  // namespace
}  // namespace trackmeet::model
