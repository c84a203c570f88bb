// SPDX-License-Identifier: Apache-2.0
#include "model/catch2_result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace trackmeet::model {
namespace {

void add(const Catch2Result& result, const std::string& name, ForeignRun& run) {
  if (!result.failure.empty()) return run.failed(name, result.failure, result.line);
  if (!result.mean) return run.failed(name, "it has no mean", result.line);
  const std::array<std::pair<std::string_view, std::optional<double>>, 4> summaries = {
      {{"mean", result.mean}, {"lower", result.lower}, {"upper", result.upper}, {"stddev", result.stddev}}};
  for (const auto& [kind, value] : summaries) {
    if (value) run.summary(name, kind, run.time(), *value, result.line);
  }
}

}  // namespace

void append_to_path(std::string& path, std::string_view name) {
  constexpr std::size_t longest = 256;  // characters
  if (!path.empty()) path += '/';
  path += name.substr(0, longest - std::min(longest, path.size()));
}

void add_catch2_results(const std::vector<Catch2Result>& results, ForeignRun& run) {
  std::unordered_map<std::string_view, std::size_t> times_named;
  for (const Catch2Result& result : results) ++times_named[result.name];
  std::unordered_map<std::string, std::size_t> times_used;
  for (const Catch2Result& result : results) {
    std::string name = result.name;
    if (times_named[result.name] > 1 && !result.path.empty()) name = fmt::format("{}/{}", result.path, result.name);
    const std::size_t number = ++times_used[name];
    if (number > 1) name += fmt::format(" #{}", number);
    add(result, name, run);
  }
}

}  // namespace trackmeet::model
