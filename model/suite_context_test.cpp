// SPDX-License-Identifier: Apache-2.0
#include "model/suite_context.hpp"

#include <gtest/gtest.h>

namespace trackmeet::model {
namespace {

TEST(SuiteContext, comes_back_as_it_was_told) {
  Git git;
  git.commit = "3f786850e387550fdab836ed7e6dc881de23001b";
  git.branch = "main";
  git.dirty = true;
  git.commit_time = from_iso8601("2026-11-20T17:02:40Z");
  git.describe = "v0.1.0-3-g3f78685";
  Environment environment;
  environment.compiler = "GNU 12.2.0";
  environment.flags = "-O2 -march=native";
  environment.build_type = "Release";
  model::Run run;
  apply_suite_context(suite_context("tensor_ops", git, environment), run);
  EXPECT_EQ(run.suite, "tensor_ops");
  EXPECT_EQ(run.git, git);
  EXPECT_EQ(run.environment.compiler, environment.compiler);
  EXPECT_EQ(run.environment.flags, environment.flags);
  EXPECT_EQ(run.environment.build_type, environment.build_type);
}

TEST(SuiteContext, says_nothing_of_what_is_not_known) {
  const std::vector<std::pair<std::string, std::string>> only_suite = {{"trackmeet_suite", "x"}};
  EXPECT_EQ(suite_context("x", Git{}, Environment{}), only_suite);
}

TEST(SuiteContext, believes_no_commit_that_is_none) {
  model::Run run;
  run.suite = "before";
  apply_suite_context(
      {{"trackmeet_commit", "HEAD; rm"}, {"trackmeet_suite", ""}, {"trackmeet_commit_time", "yesterday"}}, run);
  EXPECT_EQ(run.git.commit, "");
  EXPECT_EQ(run.suite, "before");
  EXPECT_FALSE(run.git.commit_time);
}

}  // namespace
}  // namespace trackmeet::model
