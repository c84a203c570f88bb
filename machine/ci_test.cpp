// SPDX-License-Identifier: Apache-2.0
#include "machine/ci.hpp"

#include <gtest/gtest.h>

#include <map>

namespace trackmeet::machine {
namespace {

TEST(FindCi, knows_each_service_by_what_only_it_sets) {
  struct Case {
    std::map<std::string, std::string> environment;
    const char* provider;
    const char* run_id;
  };
  const Case cases[] = {
      {{}, "", ""},
      {{{"CI", "false"}}, "", ""},
      {{{"CI", "true"}}, "ci", ""},
      {{{"CI", "true"}, {"GITHUB_ACTIONS", "true"}, {"GITHUB_RUN_ID", "8123"}}, "github", "8123"},
      {{{"CI", "true"}, {"GITLAB_CI", "true"}, {"CI_JOB_ID", "77"}}, "gitlab", "77"},
      {{{"JENKINS_URL", "https://ci.example.org/"}, {"BUILD_TAG", "jenkins-x-1"}}, "jenkins", "jenkins-x-1"},
      {{{"CI", "true"}, {"BUILDKITE", "true"}, {"BUILDKITE_BUILD_ID", "b-1"}}, "buildkite", "b-1"},
      {{{"CI", "true"}, {"CIRCLECI", "true"}, {"CIRCLE_BUILD_NUM", "5"}}, "circleci", "5"},
      {{{"CI", "true"}, {"TRAVIS", "true"}, {"TRAVIS_BUILD_ID", "6"}}, "travis", "6"},
      {{{"TF_BUILD", "True"}, {"BUILD_BUILDID", "9"}}, "azure", "9"},
      {{{"GITHUB_ACTIONS", "true"}}, "github", ""},
      {{{"GITHUB_ACTIONS", "true"}, {"GITHUB_RUN_ID", "a\x1b[2J\n"}}, "github", "a\\x1b[2J"},
  };
  for (const Case& c : cases) {
    const Ci ci = find_ci([&](const char* name) {
      const auto found = c.environment.find(name);
      return found == c.environment.end() ? std::string() : found->second;
    });
    EXPECT_EQ(ci.provider, c.provider);
    EXPECT_EQ(ci.run_id, c.run_id);
  }
}

}  // namespace
}  // namespace trackmeet::machine
