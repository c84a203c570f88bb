// SPDX-License-Identifier: Apache-2.0
#include "model/file_name.hpp"

namespace trackmeet::model {

std::string safe_file_name(std::string_view name) {
  constexpr std::size_t longest = 100;
  std::string safe;
  for (const char c : name.substr(0, longest)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool harmless = letter || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '+' || c == '-';
    safe += harmless ? c : '-';
  }
  if (!safe.empty() && (safe.front() == '.' || safe.front() == '-')) safe.front() = '_';
  return safe.empty() ? "unnamed" : safe;
}

}  // namespace trackmeet::model
