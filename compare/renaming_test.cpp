// SPDX-License-Identifier: Apache-2.0
#include "compare/renaming.hpp"

#include <gtest/gtest.h>

#include "compare/sample_runs.hpp"

namespace trackmeet::compare {
namespace {

model::Baseline baseline_with(const std::vector<std::string>& names) {
  model::Run run = blank_run();
  for (const std::string& name : names) add_rounds(run, name, "real_time", {1});
  return sample_baseline(run);
}

std::vector<std::string> names_after(const std::vector<std::string>& names,
                                     const std::map<std::string, std::string>& renames) {
  return model::benchmark_names(renamed(baseline_with(names), renames).value().sessions[0].run);
}

TEST(Renaming, GivesNewNamesToOldOnesAndLeavesTheRest) {
  EXPECT_EQ(names_after({"old", "rest"}, {{"old", "new"}}), (std::vector<std::string>{"new", "rest"}));
  EXPECT_EQ(names_after({"rest"}, {{"old", "new"}}), std::vector<std::string>{"rest"});
}

TEST(Renaming, HappensAllAtOnce) {
  EXPECT_EQ(names_after({"a", "b"}, {{"a", "b"}, {"b", "a"}}), (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(names_after({"a", "b"}, {{"a", "b"}, {"b", "c"}}), (std::vector<std::string>{"b", "c"}));
}

TEST(Renaming, TwoBenchmarksUnderOneNameAreRefused) {
  const auto clash = renamed(baseline_with({"old", "new"}), {{"old", "new"}});
  ASSERT_FALSE(clash);
  EXPECT_EQ(clash.error().message, "'old' and 'new' of the baseline would both be called 'new'");
  EXPECT_NE(clash.error().hint.find("trackmeet.toml"), std::string::npos);
}

TEST(Renaming, IsNeededOnlyWhereAnOldNameIs) {
  EXPECT_TRUE(has_old_names(baseline_with({"old"}), {{"old", "new"}}));
  EXPECT_FALSE(has_old_names(baseline_with({"new"}), {{"old", "new"}}));
  EXPECT_FALSE(has_old_names(baseline_with({"old"}), {}));
}

TEST(Renaming, WarnsOfAnOldNameThatMustBeMisspelt) {
  const auto run_of = [](const std::vector<std::string>& names) { return baseline_with(names).sessions[0].run; };
  const std::map<std::string, std::string> renames = {{"plian", "simple"}};
  EXPECT_EQ(
      vain_renames(renames, run_of({"plain", "x"}), run_of({"simple", "x"})),
      std::vector<std::string>{"the configuration renames 'plian' to 'simple', but the baseline has no 'plian'; did "
                               "you mean 'plain'?"});
  EXPECT_TRUE(vain_renames(renames, run_of({"simple", "x"}), run_of({"simple", "x"})).empty()) << "it has served";
  EXPECT_TRUE(vain_renames(renames, run_of({"x"}), run_of({"simple", "x"})).empty()) << "'simple' is simply new";
  EXPECT_TRUE(vain_renames(renames, run_of({"y"}), run_of({"x"})).empty()) << "of another suite";
}

}  // namespace
}  // namespace trackmeet::compare
