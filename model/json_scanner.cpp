// SPDX-License-Identifier: Apache-2.0
#include "model/json_scanner.hpp"

#include <algorithm>

#include "model/decimal.hpp"
#include "model/json_blanks.hpp"
#include "model/not_finite.hpp"

namespace trackmeet::model {
namespace {

constexpr std::string_view number_characters = "0123456789+-.eE";

bool is_number_character(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
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
    if (after_newline_) {
      ++line_;
      line_start_ = next_;
    }
    after_newline_ = after_blank_ = false;
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
  const bool blank = !in_string_ && is_json_blank(c);
  if (blank && after_blank_) skip_blanks();
  after_blank_ = blank;
  look();
}

void JsonScanner::skip_blanks() {
  for (; next_ < text_.size() && is_json_blank(text_[next_]); ++next_) {
    if (after_newline_) {
      ++line_;
      line_start_ = next_;
    }
    after_newline_ = text_[next_] == '\n';
  }
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
