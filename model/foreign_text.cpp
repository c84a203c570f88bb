// SPDX-License-Identifier: Apache-2.0
#include "model/foreign_text.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "model/decimal.hpp"

namespace trackmeet::model {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f'; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
}

/// Takes a run of digits from `text`; false if there is none.
bool take_digits(std::string_view& text) {
  const std::size_t digits = count_digits(text);
  text.remove_prefix(digits);
  return digits > 0;
}

bool is_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (!take_digits(text)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!take_digits(text)) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (!take_digits(text)) return false;
  }
  return text.empty();
}

/// How long the escape sequence is that `text` begins with: `\e[1;31m`, of digits and marks before a letter, or the
/// `\e(B` of a terminal that is put back. 0 if it is none that is known.
std::size_t length_of_escape(std::string_view text) {
  const auto with_last = [&](std::size_t at) { return at < text.size() && text[at] >= '@' ? at + 1 : at; };
  if (text.starts_with("\x1b(")) return with_last(2);
  if (!text.starts_with("\x1b[")) return 0;
  return with_last(std::min(text.find_first_not_of("0123456789;?", 2), text.size()));
}

}  // namespace

Lines::Lines(std::string_view text) : rest_(text) {
  if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);
}

bool Lines::next(std::string_view& line) {
  if (rest_.empty()) return false;
  const std::size_t end = rest_.find('\n');
  line = rest_.substr(0, end);
  rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  ++number_;
  return true;
}

// Loops of our own: a search looks each character up among all blanks, which takes seconds where there are many.

std::string_view next_word(std::string_view& rest) {
  while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
  std::size_t length = 0;
  while (length < rest.size() && !is_blank(rest[length])) ++length;
  const std::string_view word = rest.substr(0, length);
  rest.remove_prefix(length);
  while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
  return word;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string without_colours(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t escape = std::min(text.find('\x1b', at), text.size());
    out.append(text.substr(at, escape - at));
    const std::size_t length = length_of_escape(text.substr(escape));
    at = escape + length;
    if (length == 0 && at < text.size()) out += text[at++];
  }
  return out;
}

bool looks_like_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text.starts_with('.')) text.remove_prefix(1);
  return !text.empty() && is_digit(text.front());
}

double decimal_of(std::string_view text, int shift, bool grouped) {
  constexpr std::size_t longest = 400;  // characters; beyond any number that is written out
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  if (text.size() > longest) return none;
  std::string plain(text);
  if (grouped) std::erase(plain, ',');
  if (!is_decimal(plain)) return none;
  return read_decimal(plain, shift).value_or(none);
}

std::optional<int> exponent_of_time(std::string_view unit) {
  constexpr std::array<std::pair<std::string_view, int>, 7> units = {
      {{"ps", -12}, {"ns", -9}, {"us", -6}, {"\xc2\xb5s", -6}, {"\xce\xbcs", -6}, {"ms", -3}, {"s", 0}}};
  const auto* const found = std::ranges::find(units, unit, &std::pair<std::string_view, int>::first);
  if (found == units.end()) return std::nullopt;
  return found->second;
}

std::string beginning_of(std::string_view text) {
  constexpr std::size_t shown = 80;
  return text.size() <= shown ? std::string(text) : std::string(text.substr(0, shown)) + "…";
}

}  // namespace trackmeet::model
