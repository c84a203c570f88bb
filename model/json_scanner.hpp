// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "model/json_tree.hpp"

namespace trackmeet::model {

/// Hands JSON text to a parser character by character, knows the line of the last one, and makes proper JSON of what
/// benchmark programs write beside it: bare NaN and Infinity (in any spelling) and numbers too large for a double
/// become `null`, control characters in strings become escapes. What was replaced is reported, so that no reader takes
/// it for the real thing.
class JsonScanner {
public:
  explicit JsonScanner(std::string_view text, std::uint32_t first_line = 1) : text_(text), line_(first_line) { look(); }

  /// Whether nothing is left; remembered as "the parser wanted more" if so.
  bool at_end() {
    const bool end = pending_.empty() && next_ >= text_.size();
    was_read_past_ = was_read_past_ || end;
    return end;
  }
  /// Whether the parser asked for more than there is: then an error means that the text was cut off.
  bool was_read_past() const { return was_read_past_; }
  char current() const { return pending_.empty() ? text_[next_] : pending_.front(); }
  void advance();

  std::uint32_t line() const { return line_; }  ///< of the last character that was read; from 1
  std::uint32_t column() const;                 ///< likewise; in bytes, from 1
  std::size_t offset() const { return next_; }  ///< of the next character in the text
  std::string_view text() const { return text_; }
  const std::optional<Flaw>& raw_control() const { return raw_control_; }

  /// The token that the `null` which was just read stands for; empty if it is a true null. Forgets it.
  std::string_view take_replaced() { return std::exchange(replaced_, {}); }

private:
  void look();
  void look_for_number();
  /// Goes on behind a run of blanks of which the parser has read two: the second of them may end a number, whose place
  /// the first one keeps.
  void skip_blanks();

  std::string_view text_;
  std::string_view pending_;        ///< of a replacement, still to be handed out
  std::size_t pending_length_ = 0;  ///< of the text that it replaces
  std::string_view replaced_;
  std::array<char, 6> escape_{};
  std::optional<Flaw> raw_control_;
  std::size_t next_ = 0;
  std::size_t line_start_ = 0;
  std::uint32_t line_ = 1;
  bool after_newline_ = false;
  bool after_blank_ = false;  ///< outside of a string
  bool in_string_ = false;
  bool escaped_ = false;
  bool in_number_ = false;
  bool was_read_past_ = false;
};

/// The scanner as the input iterator that a parser wants; a default one is the end.
class JsonScannerIterator {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = char;

  JsonScannerIterator() = default;
  explicit JsonScannerIterator(JsonScanner& scanner) : scanner_(&scanner) {}
  char operator*() const { return scanner_->current(); }
  JsonScannerIterator& operator++() {
    scanner_->advance();
    return *this;
  }
  void operator++(int) { scanner_->advance(); }
  bool operator==(const JsonScannerIterator& other) const { return is_end() == other.is_end(); }

private:
  bool is_end() const { return scanner_ == nullptr || scanner_->at_end(); }
  JsonScanner* scanner_ = nullptr;
};

}  // namespace trackmeet::model
