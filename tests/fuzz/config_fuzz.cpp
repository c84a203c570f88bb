// SPDX-License-Identifier: Apache-2.0
// Whatever stands in a trackmeet.toml, reading it yields a configuration or an error with its place; and whatever a
// pattern is, it matches what its definition says.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/config.hpp"
#include "compare/policy.hpp"
#include "tests/fuzz/cpu_budget.hpp"

namespace {

using namespace trackmeet;

void insist(bool holds) {
  if (!holds) std::abort();
}

/// The definition, in exponential time.
bool should_match(std::string_view pattern, std::string_view name) {
  if (pattern.empty()) return name.empty();
  if (pattern.front() == '*') {
    for (std::size_t skipped = 0; skipped <= name.size(); ++skipped)
      if (should_match(pattern.substr(1), name.substr(skipped))) return true;
    return false;
  }
  return !name.empty() && (pattern.front() == '?' || pattern.front() == name.front()) &&
         should_match(pattern.substr(1), name.substr(1));
}

void match(std::string_view text) {
  constexpr std::size_t longest = 12;
  const std::size_t middle = text.find('\n');
  if (middle == std::string_view::npos) return;
  const std::string_view pattern = text.substr(0, middle);
  const std::string_view name = text.substr(middle + 1);
  const bool matched = compare::matches(pattern, name);
  if (pattern.size() <= longest && name.size() <= longest) insist(matched == should_match(pattern, name));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const trackmeet::CpuBudget budget;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  match(text);
  const auto config = app::parse_config(text, "/project/trackmeet.toml");
  if (!config) insist(config.error().where.has_value());
  return 0;
}
