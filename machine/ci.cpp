// SPDX-License-Identifier: Apache-2.0
#include "machine/ci.hpp"

#include <array>
#include <cstdlib>

#include "machine/system_file.hpp"

namespace trackmeet::machine {
namespace {

struct Service {
  const char* provider;
  const char* sign;  ///< a variable that only this service sets
  const char* run_id;
};

constexpr std::array<Service, 10> services = {{
    {"github", "GITHUB_ACTIONS", "GITHUB_RUN_ID"},
    {"gitlab", "GITLAB_CI", "CI_JOB_ID"},
    {"jenkins", "JENKINS_URL", "BUILD_TAG"},
    {"buildkite", "BUILDKITE", "BUILDKITE_BUILD_ID"},
    {"circleci", "CIRCLECI", "CIRCLE_BUILD_NUM"},
    {"travis", "TRAVIS", "TRAVIS_BUILD_ID"},
    {"azure", "TF_BUILD", "BUILD_BUILDID"},
    {"appveyor", "APPVEYOR", "APPVEYOR_BUILD_ID"},
    {"teamcity", "TEAMCITY_VERSION", "BUILD_NUMBER"},
    {"bitbucket", "BITBUCKET_BUILD_NUMBER", "BITBUCKET_BUILD_NUMBER"},
}};

bool is_set(const std::string& value) { return !value.empty() && value != "false" && value != "0"; }

}  // namespace

std::string process_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

Ci find_ci(const Environment& environment) {
  for (const Service& service : services) {
    if (is_set(environment(service.sign))) return {service.provider, presentable(environment(service.run_id))};
  }
  return is_set(environment("CI")) ? Ci{"ci", ""} : Ci{};
}

}  // namespace trackmeet::machine
