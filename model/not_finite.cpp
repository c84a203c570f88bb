// SPDX-License-Identifier: Apache-2.0
#include "model/not_finite.hpp"

#include <algorithm>
#include <array>

#include "model/decimal.hpp"

namespace trackmeet::model {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_character(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Takes the digits at the start of `text`; false: there is none.
bool take_digits(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, is_digit);
  const auto length = static_cast<std::size_t>(end - text.begin());
  text.remove_prefix(length);
  return length > 0;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

bool is_json_number(std::string_view text) {
  take(text, '-');
  if (!take(text, '0') && !take_digits(text)) return false;
  if (take(text, '.') && !take_digits(text)) return false;
  if (take(text, 'e') || take(text, 'E')) {
    if (!take(text, '+')) take(text, '-');
    if (!take_digits(text)) return false;
  }
  return text.empty();
}

}  // namespace

std::size_t length_of_not_finite(std::string_view text) {
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  std::size_t end = sign;
  while (end < text.size() && end < sign + 9 && is_word_character(text[end])) ++end;
  std::array<char, 9> letters{};
  std::transform(text.begin() + static_cast<std::ptrdiff_t>(sign), text.begin() + static_cast<std::ptrdiff_t>(end),
                 letters.begin(), lower);
  const std::string_view word(letters.data(), end - sign);
  if (word != "nan" && word != "inf" && word != "infinity") return 0;
  for (const std::string_view suffix : {"(ind)", "(snan)"}) {
    if (text.substr(end).starts_with(suffix)) return end + suffix.size();
  }
  return end;
}

bool is_too_large(std::string_view text) { return is_json_number(text) && !read_decimal(text); }

}  // namespace trackmeet::model
