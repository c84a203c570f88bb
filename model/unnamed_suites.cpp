// SPDX-License-Identifier: Apache-2.0
#include "model/unnamed_suites.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

namespace trackmeet::model {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_alphanumeric(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Whether the word is a number, a commit, or a part of a date such as `20261121T091511Z`.
bool is_number(std::string_view word) {
  return word.find_first_not_of("0123456789abcdefTZ") == std::string_view::npos && std::ranges::any_of(word, is_digit);
}

/// `run-12` and `run-3` are both `run-`, `bench1` and `bench2` both `bench`.
std::string without_numbers(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const auto end = std::ranges::find_if_not(name, is_alphanumeric);
    const auto length = static_cast<std::size_t>(end - name.begin());
    std::string_view word = name.substr(0, length);
    while (!word.empty() && is_digit(word.back())) word.remove_suffix(1);
    if (!is_number(name.substr(0, length))) out += word;
    if (length < name.size()) out += name[length];
    name.remove_prefix(std::min(length + 1, name.size()));
  }
  return out;
}

/// What all of `names`, of which there are some, begin with, without a number that is cut and what stands before it.
std::string beginning_of(const std::vector<std::string_view>& names) {
  std::string_view common = names.front();
  for (const std::string_view name : names)
    common = common.substr(0, static_cast<std::size_t>(std::ranges::mismatch(common, name).in1 - common.begin()));
  const bool cuts_number = std::ranges::any_of(
      names, [&](std::string_view name) { return name.size() > common.size() && is_digit(name[common.size()]); });
  while (cuts_number && !common.empty() && is_digit(common.back())) common.remove_suffix(1);
  while (!common.empty() && !is_alphanumeric(common.back())) common.remove_suffix(1);
  return std::string(common);
}

}  // namespace

std::string suite_of_file(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  std::filesystem::path name = path.substr(slash == std::string_view::npos ? 0 : slash + 1);
  if (name.extension() == ".gz") name = name.stem();
  return name.stem().string();
}

void join_unnamed_suites(std::vector<Run>& runs) {
  std::map<std::string, std::vector<Run*>> alike;
  for (Run& run : runs)
    if (run.suite == suite_of_file(run.source)) alike[without_numbers(run.suite)].push_back(&run);
  for (const auto& [name, group] : alike) {
    if (group.size() == 1) continue;
    std::vector<std::string_view> names;
    for (const Run* run : group) names.push_back(run->suite);
    std::string suite = beginning_of(names);
    if (suite.empty()) suite = std::filesystem::path(group.front()->source).parent_path().filename().string();
    if (suite.empty()) suite = group.front()->suite;
    for (Run* run : group) run->suite = suite;
  }
}

}  // namespace trackmeet::model
