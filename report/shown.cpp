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

/// Whether the last character is one that GitHub's runner trims: .NET counts all of Unicode's blanks among them.
bool ends_in_blank(std::string_view text) {
  for (const std::string_view blank : {" ", "\u00a0", "\u1680", "\u202f", "\u205f", "\u3000"})
    if (text.ends_with(blank)) return true;
  return text.size() >= 3 && text.substr(text.size() - 3) >= "\u2000" && text.substr(text.size() - 3) <= "\u200a";
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

enum class Place { first_on_a_line, within_a_line };

std::string shown_at(Place place, std::string_view text, std::size_t columns) {
  if (text.size() <= columns && is_harmless(text)) return std::string(text);
  constexpr std::size_t bytes_per_column = 8;
  const std::string safe = printable(both_ends(text, bytes_per_column * columns));
  std::string out;
  out.reserve(safe.size());
  for (std::size_t i = 0; i < safe.size(); ++i) {
    const std::string_view before = std::string_view(safe).substr(0, i);
    const std::string_view pair = std::string_view(safe).substr(i, 2);
    if (pair == "::" && place == Place::first_on_a_line && (before.empty() || ends_in_blank(before))) {
      out += "\\x3a";
    } else if (pair == "##") {
      out += "\\x23";
    } else {
      out += safe[i];
    }
  }
  return elide_middle(out, columns);
}

}  // namespace

std::string shown(std::string_view text, std::size_t columns) {
  return shown_at(Place::first_on_a_line, text, columns);
}

std::string shown_within(std::string_view text, std::size_t columns) {
  return shown_at(Place::within_a_line, text, columns);
}

}  // namespace trackmeet::report
