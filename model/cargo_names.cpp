// SPDX-License-Identifier: Apache-2.0
#include "model/cargo_names.hpp"

#include <fmt/format.h>

#include "model/foreign_text.hpp"

namespace trackmeet::model {

std::string_view cargo_source(std::string_view line) {
  constexpr std::string_view unit_tests = "unittests ";
  constexpr std::size_t longest = 256;  // characters; it may be in the name of every benchmark
  line = trimmed(line);
  if (next_word(line) != "Running") return {};
  if (line.starts_with(unit_tests)) line.remove_prefix(unit_tests.size());
  return trimmed(line.substr(0, line.find(" ("))).substr(0, longest);
}

std::string CargoNames::name(std::string_view benchmark, std::string_view source) {
  const auto [known, is_new] = first_source_.try_emplace(std::string(benchmark), source);
  if (is_new || source.empty() || known->second == source) return known->first;
  return fmt::format("{} ({})", benchmark, source);
}

}  // namespace trackmeet::model
