// SPDX-License-Identifier: Apache-2.0
#include "core/csv_field.hpp"

#include <cctype>

namespace trackmeet {
namespace {

/// Whether a spreadsheet would compute `text` instead of showing it.
bool looks_like_a_formula(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return false;
  const std::string_view rest = text.substr(first);
  for (const std::string_view sign : {"=", "+", "-", "@", "＝", "＋", "－", "＠"})
    if (rest.starts_with(sign)) return true;
  return false;
}

/// Whether the text, at the beginning of a line, could be a command to a CI service, as GitHub's `::error::` after any
/// blanks.
bool looks_like_a_command(std::string_view text) {
  return text.find("::") != std::string_view::npos && std::isalnum(static_cast<unsigned char>(text.front())) == 0;
}

}  // namespace

std::string csv_field(std::string_view text) {
  std::string field(text);
  if (field.starts_with('\'') || looks_like_a_formula(field)) field.insert(0, 1, '\'');
  if (field.find_first_of(",\"") == std::string::npos && !looks_like_a_command(field)) return field;
  std::string quoted = "\"";
  for (const char c : field) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

}  // namespace trackmeet
