// SPDX-License-Identifier: Apache-2.0
#include "app/suite_level.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <vector>

#include "core/spelling.hpp"

namespace trackmeet::app {
namespace {

namespace fs = std::filesystem;

bool has(std::span<const std::string> names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

bool is_x86_level(const std::string& name) { return name.starts_with("x86-64-v"); }

/// What cmake/Levels.cmake calls `native` and `base` is built for the machine, or for every one of its architecture.
bool is_level(const std::string& name) { return is_x86_level(name) || name == "native" || name == "base"; }

bool runs_here(const std::string& level, std::span<const std::string> of_cpu) {
  return !is_x86_level(level) || has(of_cpu, level);
}

/// Build folders have other folders beside their suites, which are no levels.
std::vector<std::string> levels_in(const fs::path& suites) {
  std::error_code ignored;
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(suites, ignored))
    if (entry.is_directory(ignored) && is_level(entry.path().filename().string()))
      names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

std::string best_of(std::span<const std::string> of_cpu) {
  return of_cpu.empty() ? "none of the levels of x86-64 is told of it"
                        : fmt::format("the best it has is {}", of_cpu[0]);
}

}  // namespace

Result<fs::path> suites_for_cpu(const fs::path& suites, const std::string& wanted,
                                std::span<const std::string> of_cpu) {
  const std::vector<std::string> levels = levels_in(suites);
  if (!wanted.empty()) {
    if (levels.empty())
      return failure(ErrorCode::usage, "the suites beside this program were built for this machine alone",
                     "leave out --isa; suites of several instruction-set levels come with a release");
    if (!has(levels, wanted))
      return failure(ErrorCode::usage, fmt::format("there are no suites of the instruction-set level '{}'", wanted),
                     did_you_mean(wanted, levels));
    if (!runs_here(wanted, of_cpu))
      return failure(ErrorCode::usage, fmt::format("this CPU has not all instructions of {}", wanted),
                     best_of(of_cpu) + "; leave out --isa to take the best");
    return suites / wanted;
  }
  if (levels.empty()) return suites;
  for (const std::string& level : of_cpu)
    if (has(levels, level)) return suites / level;
  for (const std::string& level : levels)
    if (runs_here(level, of_cpu)) return suites / level;
  return failure(ErrorCode::usage, fmt::format("this CPU has not all instructions of {}", levels.front()),
                 "CPUs have them since 2009 (Intel) or 2011 (AMD); build the suites from source for an older one");
}

}  // namespace trackmeet::app
