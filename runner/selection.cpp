// SPDX-License-Identifier: Apache-2.0
#include "runner/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <regex>

#include "core/spelling.hpp"

namespace trackmeet::runner {

Result<std::vector<std::string>> matching_benchmarks(const SuiteProgram& suite, const std::string& filter) {
  std::vector<std::string> names;
  try {
    const std::regex wanted(filter, std::regex::ECMAScript);
    std::ranges::copy_if(suite.benchmarks, std::back_inserter(names),
                         [&](const std::string& name) { return std::regex_search(name, wanted); });
  } catch (const std::regex_error& error) {
    return failure(ErrorCode::usage, fmt::format("the filter '{}' is no regular expression: {}", filter, error.what()),
                   "put a backslash before . * + ? ( ) [ ] { } ^ $ | that are meant as they stand");
  }
  return names;
}

Result<std::vector<std::string>> select_benchmarks(const SuiteProgram& suite, const std::string& filter) {
  Result<std::vector<std::string>> names = matching_benchmarks(suite, filter);
  if (!names || !names->empty()) return names;
  SuiteProgram others = suite;
  others.benchmarks = suite.left_out;
  if (const auto left_out = matching_benchmarks(others, filter); left_out && !left_out->empty())
    return failure(ErrorCode::usage,
                   fmt::format("no benchmark of '{}' in the quick profile matches the filter '{}'", suite.name, filter),
                   fmt::format("the full one has '{}': add --profile full", left_out->front()));
  return failure(ErrorCode::usage, fmt::format("no benchmark of '{}' matches the filter '{}'", suite.name, filter),
                 did_you_mean(filter, suite.benchmarks));
}

}  // namespace trackmeet::runner
