// SPDX-License-Identifier: Apache-2.0
#include "model/baseline.hpp"

#include <gtest/gtest.h>

#include "model/results_file.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

TEST(Baseline, every_field_is_read) {
  const auto baseline = parse_baseline(test_data("baseline.json"), "b.json");
  ASSERT_TRUE(baseline) << error_text(baseline);
  EXPECT_EQ(baseline->suite, "tensor_ops");
  EXPECT_EQ(baseline->machine_class, "x86_64-xeon-8370c-2-debian-12");
  EXPECT_EQ(baseline->source, "b.json");
  ASSERT_EQ(baseline->sessions.size(), 3U);
  const BlessedRun& last = baseline->sessions[2];
  EXPECT_EQ(to_iso8601(last.blessed_at), "2026-11-21T12:00:00Z");
  EXPECT_EQ(last.reason, "the new kernel trades speed for memory");
  EXPECT_EQ(last.overridden, (std::vector<std::string>{"the work tree was dirty"}));
  EXPECT_EQ(last.accepted_regressions, (std::vector<std::string>{"matmul/128: +12.3 %"}));
  EXPECT_EQ(last.run.rows.size(), 2U);
  EXPECT_EQ(last.run.source, "b.json");
}

TEST(Baseline, comes_back_byte_for_byte) {
  const std::string text = test_data("baseline.json");
  const auto baseline = parse_baseline(text, "b.json");
  ASSERT_TRUE(baseline) << error_text(baseline);
  EXPECT_EQ(format_baseline(*baseline).value(), text);
}

TEST(Baseline, compares_with_the_sessions_of_the_last_commit) {
  const auto baseline = parse_baseline(test_data("baseline.json"), "b.json");
  ASSERT_TRUE(baseline);
  const std::vector<const model::Run*> blessed = blessed_sessions(*baseline);
  ASSERT_EQ(blessed.size(), 2U);
  EXPECT_EQ(blessed[0], &baseline->sessions[1].run);
  EXPECT_EQ(blessed[1], &baseline->sessions[2].run);
  EXPECT_TRUE(blessed_sessions(Baseline{}).empty());
}

TEST(Baseline, sessions_without_a_commit_stand_alone) {
  Baseline baseline;
  baseline.sessions.resize(2);
  ASSERT_EQ(blessed_sessions(baseline).size(), 1U);
  EXPECT_EQ(blessed_sessions(baseline)[0], &baseline.sessions[1].run);
}

struct Damage {
  std::string name;
  std::string from;
  std::string to;
  std::string error;
};

TEST(Baseline, is_refused_when_it_contradicts_itself) {
  const std::vector<Damage> cases = {
      {"another suite", "\"suite\": \"tensor_ops\"", "\"suite\": \"data_loading\"",
       "b:10: error: a session is of suite 'tensor_ops', but the baseline is of 'data_loading'"},
      {"another machine", "\"machine_class\": \"x86_64-xeon-8370c-2-debian-12\"", "\"machine_class\": \"elsewhere\"",
       "b:10: error: a session is of machine class 'x86_64-xeon-8370c-2-debian-12', but the baseline is of "
       "'elsewhere'"},
      {"newer format", "trackmeet.baseline/1", "trackmeet.baseline/3",
       "b:2: error: its format is trackmeet.baseline/3, which this Trackmeet does not know\n"
       "  hint: a newer Trackmeet can read it; this one reads trackmeet.baseline/1"},
      {"newer format of a session", "trackmeet.results/1", "trackmeet.results/7",
       "b:10: error: its format is trackmeet.results/7, which this Trackmeet does not know\n"
       "  hint: a newer Trackmeet can read it; this one reads trackmeet.results/1"},
      {"never blessed", "\"blessed_at\"", "\"blest_at\"", "b:7: error: a session has no 'blessed_at'"},
      {"bad unit within a session", "\"time_unit\": \"ns\"", "\"time_unit\": \"sec\"",
       "b:32: error: unknown time unit 'sec'\n  hint: one of: ns, us, ms, s"},
  };
  for (const Damage& c : cases) {
    EXPECT_EQ(error_text(parse_baseline(replaced(test_data("baseline.json"), c.from, c.to), "b")), c.error) << c.name;
  }
  EXPECT_EQ(error_text(parse_baseline(
                "{\"schema\": \"trackmeet.baseline/1\", \"suite\": \"s\", \"machine_class\": \"m\",\n\"sessions\": []}",
                "b")),
            "b:2: error: there is no session in it\n  hint: bless a run first");
}

TEST(Baseline, and_results_are_told_apart) {
  EXPECT_EQ(error_text(parse_run(test_data("baseline.json"), "b")),
            "b:1: error: it is a baseline, not a results file\n  hint: give it as the base of a comparison");
  const auto baseline = parse_baseline(test_data("results.json"), "r");
  ASSERT_FALSE(baseline);
  EXPECT_EQ(baseline.error().message, "it is a results file, not a baseline");
}

TEST(Baseline, lies_in_a_folder_of_its_machine_class) {
  EXPECT_EQ(baseline_path("/p", "x86_64-xeon-2", "tensor_ops"), "/p/baselines/x86_64-xeon-2/tensor_ops.json");
  EXPECT_EQ(baseline_path("/p", "..", "a/../b"), "/p/baselines/_./a-..-b.json");
  EXPECT_EQ(baseline_path("/p", "", ""), "/p/baselines/unnamed/unnamed.json");
}

}  // namespace
}  // namespace trackmeet::model
