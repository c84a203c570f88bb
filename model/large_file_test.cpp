// SPDX-License-Identifier: Apache-2.0
#include "model/large_file.hpp"

#include <gtest/gtest.h>

#include <string>

#include "model/results_file.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

std::optional<Run> read(std::string_view text, Keep keep = Keep::everything) {
  const auto bytes = bytes_of(text);
  auto run = read_large_file(*bytes, "large.json", keep);
  if (!run) return std::nullopt;
  EXPECT_TRUE(*run) << error_text(*run);
  return std::move(*run).value();
}

/// What was read, as a results file, and what failed.
std::string all_of(const Run& run) {
  std::string out = format_run(run).value_or("cannot be written");
  for (const Failure& failure : run.failures) out += failure.name + ": " + failure.detail + "\n";
  return out + run.source + run.suite + run.context;
}

TEST(LargeFile, is_read_the_same_as_a_small_one) {
  for (const char* name : {"results.json", "gbench_1_7.json", "small.json"}) {
    const std::string text = test_data(name);
    const auto expected = parse_run(text, "large.json");
    ASSERT_TRUE(expected) << error_text(expected);
    const auto run = read(text);
    ASSERT_TRUE(run) << name;
    EXPECT_EQ(all_of(*run), all_of(*expected)) << name;
  }
}

TEST(LargeFile, leaves_out_what_is_not_compared) {
  const auto run = read(test_data("gbench_1_7.json"), Keep::what_is_compared);
  ASSERT_TRUE(run);
  EXPECT_EQ(per_round(*run, "sound/8", "real_time").size(), 2U);
  for (const Row& row : run->rows) EXPECT_EQ(row.extra, "");
}

TEST(LargeFile, with_unmarked_summaries_or_of_an_unknown_kind_is_left_to_others) {
  EXPECT_FALSE(read(test_data("gbench_1_2.json"))) << "whether a row is a summary is known from all names only";
  EXPECT_FALSE(read(test_data("baseline.json")));
  EXPECT_FALSE(read(test_data("hyperfine.json")));
  EXPECT_FALSE(read(R"({"context": {}, "benchmarks": []})")) << "nothing in it";
  EXPECT_FALSE(read(R"({"context": {}, "benchmarks": [{"name": "a", "run_type": "iteration", "real_time": 1])"));
}

TEST(LargeFile, with_a_nul_is_left_to_others) {
  using std::string_literals::operator""s;
  EXPECT_FALSE(
      read("{\"context\": {\"host_name\": \"a\0b\"}, \"benchmarks\": [{\"name\": \"a\", \"run_type\": "
           "\"iteration\", \"real_time\": 1}]}"s));
  EXPECT_FALSE(
      read("{\"context\": {}, \"benchmarks\": [{\"name\": \"a\0b\", \"run_type\": \"iteration\", "
           "\"real_time\": 1}, {\"name\": \"c\", \"run_type\": \"iteration\", \"real_time\": 1}]}"s));
}

TEST(LargeFile, of_ours_must_be_sound_in_every_row) {
  const std::string sound = test_data("results.json");
  ASSERT_TRUE(read(sound));
  EXPECT_FALSE(read(replaced(sound, "\"run_type\": \"iteration\"", "\"run_type\": \"guess\"")));
  EXPECT_FALSE(read(replaced(sound, "\"run_type\": \"iteration\"", "\"run_type\": \"iteration\", \"x\": NaN")));
}

TEST(LargeFile, with_more_than_a_run_may_hold_is_refused_where_it_does) {
  const std::string row = R"({"name": "a", "run_type": "iteration", "real_time": 1, "time_unit": "ns", "c)";
  std::string text = "{\"context\": {},\n\"benchmarks\": [\n";
  for (int i = 0; i < 10'010; ++i) text += row + std::to_string(i) + "\": 1},\n";
  const auto bytes = bytes_of(text);  // how it goes on does not matter
  const auto run = read_large_file(*bytes, "large.json", Keep::everything);
  ASSERT_TRUE(run);
  EXPECT_TRUE(error_text(*run).starts_with("large.json:10002: error: it has more than 10000 metrics"))
      << error_text(*run);
}

}  // namespace
}  // namespace trackmeet::model
