// SPDX-License-Identifier: Apache-2.0
#include "report/shown.hpp"

#include "core/printable.hpp"

namespace trackmeet::report {
namespace {

bool continues_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Whether every byte is printable ASCII and none could begin a command.
bool is_harmless(std::string_view text) {
  for (const char c : text)
    if (c < 0x20 || c >= 0x7F || c == ':' || c == '#') return false;
  return true;
}

/// Both ends of `text`, `bytes` each, where it is longer than that; never cuts a code point of valid UTF-8.
std::string both_ends(std::string_view text, std::size_t bytes) {
  if (text.size() <= 2 * bytes) return std::string(text);
  std::size_t front = bytes;
  while (front > bytes - 4 && continues_code_point(text[front])) --front;
  std::size_t back = text.size() - bytes;
  while (back < text.size() - bytes + 4 && continues_code_point(text[back])) ++back;
  return std::string(text.substr(0, front)) + "…" + std::string(text.substr(back));
}

}  // namespace

std::string shown(std::string_view text, std::size_t columns) {
  if (text.size() <= columns && is_harmless(text)) return std::string(text);
  constexpr std::size_t bytes_per_column = 8;
  const std::string safe = printable(both_ends(text, bytes_per_column * columns));
  std::string out;
  out.reserve(safe.size());
  for (std::size_t i = 0; i < safe.size(); ++i) {
    const std::string_view pair = std::string_view(safe).substr(i, 2);
    const bool starts_word = i == 0 || safe[i - 1] == ' ';
    if (pair == "::" && starts_word) {
      out += "\\x3a";
    } else if (pair == "##") {
      out += "\\x23";
    } else {
      out += safe[i];
    }
  }
  return elide_middle(out, columns);
}

}  // namespace trackmeet::report
