// SPDX-License-Identifier: Apache-2.0
#include "suites/support/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "core/spelling.hpp"

namespace trackmeet::suites {
namespace {

/// What is left of a filter when the signs of regular expressions are taken away: for finding a near name.
std::string letters_of(std::string filter) {
  std::erase_if(filter, [](char c) { return std::string_view("^$\\()[]{}*+?|").find(c) != std::string_view::npos; });
  return filter;
}

std::size_t common_prefix(std::string_view one, std::string_view other) {
  const auto [end, _] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
  return static_cast<std::size_t>(end - one.begin());
}

/// The name that was meant, or else the names that begin most alike, or else some of all.
std::string hint_for(const std::string& wanted, const std::vector<std::string>& names) {
  constexpr std::size_t shortest_prefix = 3;
  std::size_t longest = shortest_prefix;
  std::vector<std::string> alike;
  for (const std::string& name : names) {
    const std::size_t prefix = common_prefix(wanted, name);
    if (prefix > longest) alike.clear();
    longest = std::max(longest, prefix);
    if (prefix == longest) alike.push_back(name);
  }
  const bool has_near = !closest(wanted, names).empty();
  return did_you_mean(wanted, has_near || alike.empty() ? names : alike) + "; --list prints all";
}

}  // namespace

Result<std::vector<const Registered*>> select_benchmarks(std::span<const Registered> benchmarks,
                                                         const std::string& filter, Profile profile) {
  const bool inverted = filter.starts_with("-");
  const std::string pattern = inverted ? filter.substr(1) : filter;
  std::vector<const Registered*> selected;
  std::vector<std::string> left_out;
  try {
    const std::regex expression(pattern, std::regex::ECMAScript);
    for (const Registered& benchmark : benchmarks) {
      if (std::regex_search(benchmark.name, expression) == inverted) continue;
      if (profile == Profile::quick && benchmark.traits.full_only)
        left_out.push_back(benchmark.name);
      else
        selected.push_back(&benchmark);
    }
  } catch (const std::regex_error& problem) {
    return failure(ErrorCode::usage, fmt::format("filter '{}' is no regular expression: {}", filter, problem.what()),
                   "put a backslash before signs that are meant as they stand, such as \\( or \\+");
  }
  if (!selected.empty()) return selected;
  if (!left_out.empty()) {
    return failure(ErrorCode::usage, fmt::format("no benchmark of the quick profile matches '{}'", filter),
                   fmt::format("{} of the full one {}: add --profile=full", left_out.front(),
                               left_out.size() == 1 ? "does" : "and others do"));
  }

  std::vector<std::string> names;
  for (const Registered& benchmark : benchmarks) names.push_back(benchmark.name);
  return failure(ErrorCode::usage, fmt::format("no benchmark matches '{}'", filter),
                 hint_for(letters_of(pattern), names));
}

}  // namespace trackmeet::suites
