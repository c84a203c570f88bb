// SPDX-License-Identifier: Apache-2.0
#include "model/json_scanner.hpp"

#include <algorithm>

#include "model/decimal.hpp"

namespace trackmeet::model {
namespace {

constexpr std::string_view number_characters = "0123456789+-.eE";

bool is_number_character(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}
bool is_word_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The length of a NaN or an infinity at the start of `text`, as the printf and ostream of this world spell them
/// (`NaN`, `-nan`, `inf`, `-Infinity`, `nan(ind)`); 0: there is none.
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

/// Whether a number of this spelling can be too large for a double at all; most are told by a glance.
bool may_overflow(std::string_view number) {
  constexpr std::size_t digits_of_largest = 308;
  const std::size_t e = std::min(number.find_first_of("eE"), number.size());
  return e > digits_of_largest || number.size() - e > 3;
}

}  // namespace

std::uint32_t JsonScanner::column() const {
  const std::size_t read = next_ > line_start_ ? next_ - line_start_ : 1;
  return static_cast<std::uint32_t>(std::min<std::size_t>(read, UINT32_MAX));
}

void JsonScanner::advance() {
  if (!pending_.empty()) {
    pending_.remove_prefix(1);
    if (!pending_.empty()) return;
    next_ += pending_length_;
    look();
    return;
  }
  const char c = text_[next_++];
  if (after_newline_) {
    ++line_;
    line_start_ = next_ - 1;
  }
  after_newline_ = c == '\n';
  if (in_string_) {
    if (!escaped_ && c == '"') in_string_ = false;
    escaped_ = !escaped_ && c == '\\';
  } else {
    in_string_ = c == '"';
    in_number_ = is_number_character(c);
  }
  look();
}

void JsonScanner::look() {
  if (next_ >= text_.size()) return;
  const char c = text_[next_];
  if (in_string_) {
    // Line ends stay as they are: no benchmark program writes them raw, and a lost quote must not swallow the file.
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\r') return;
    constexpr std::string_view hex = "0123456789abcdef";
    escape_ = {'\\', 'u', '0', '0', hex[static_cast<unsigned char>(c) / 16U], hex[static_cast<unsigned char>(c) % 16U]};
    pending_ = std::string_view(escape_.data(), escape_.size());
    pending_length_ = 1;
    if (!raw_control_) raw_control_ = Flaw{line_ + (after_newline_ ? 1U : 0U), text_.substr(next_, 1)};
  } else if (!in_number_ && (is_number_character(c) || c == 'n' || c == 'N' || c == 'i' || c == 'I')) {
    look_for_number();
  }
}

void JsonScanner::look_for_number() {
  const std::string_view rest = text_.substr(next_);
  std::size_t length = length_of_not_finite(rest);
  if (length == 0 && is_number_character(rest[0])) {
    const std::string_view number = rest.substr(0, std::min(rest.find_first_not_of(number_characters), rest.size()));
    if (may_overflow(number) && !read_decimal(number)) length = number.size();
  }
  if (length == 0) return;
  replaced_ = rest.substr(0, length);
  pending_ = "null";
  pending_length_ = length;
}

}  // namespace trackmeet::model
