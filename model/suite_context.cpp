// SPDX-License-Identifier: Apache-2.0
#include "model/suite_context.hpp"

namespace trackmeet::model {

std::vector<std::pair<std::string, std::string>> suite_context(const std::string& suite, const Git& built,
                                                               const Environment& environment) {
  std::vector<std::pair<std::string, std::string>> pairs;
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) pairs.emplace_back(key, value);
  };
  add("trackmeet_suite", suite);
  add("trackmeet_commit", built.commit);
  add("trackmeet_branch", built.branch);
  if (!built.commit.empty()) add("trackmeet_dirty", built.dirty ? "true" : "false");
  if (built.commit_time) add("trackmeet_commit_time", to_iso8601(*built.commit_time));
  add("trackmeet_describe", built.describe);
  add("trackmeet_compiler", environment.compiler);
  add("trackmeet_flags", environment.flags);
  add("trackmeet_build_type", environment.build_type);
  return pairs;
}

void apply_suite_context(const std::vector<std::pair<std::string, std::string>>& pairs, Run& run) {
  for (const auto& [key, value] : pairs) {
    if (key == "trackmeet_suite" && !value.empty()) run.suite = value;
    if (key == "trackmeet_commit" && is_commit(value)) run.git.commit = value;
    if (key == "trackmeet_branch") run.git.branch = value;
    if (key == "trackmeet_dirty") run.git.dirty = value == "true";
    if (key == "trackmeet_commit_time") run.git.commit_time = from_iso8601(value);
    if (key == "trackmeet_describe") run.git.describe = value;
    if (key == "trackmeet_compiler") run.environment.compiler = value;
    if (key == "trackmeet_flags") run.environment.flags = value;
    if (key == "trackmeet_build_type") run.environment.build_type = value;
  }
}

}  // namespace trackmeet::model
