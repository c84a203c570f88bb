// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trackmeet::model {

// What readers of foreign text ask of lines that may be anything.

/// The lines of a text one after the other, without their ends (`\n`, `\r\n`) and without a byte order mark.
class Lines {
public:
  explicit Lines(std::string_view text);

  /// Puts the next line into `line`; false when there is none.
  bool next(std::string_view& line);
  /// Of the line that was given last, from 1.
  std::uint32_t number() const { return number_; }

private:
  std::string_view rest_;
  std::uint32_t number_ = 0;
};

/// Takes the first word from `rest`, and the blanks on both sides of it; empty if there is none.
std::string_view next_word(std::string_view& rest);

/// `text` without blanks at its ends.
std::string_view trimmed(std::string_view text);

/// `text` without the escape sequences that colour a terminal.
std::string without_colours(std::string_view text);

/// Whether `text` begins like a number: a digit, perhaps after a sign or a point.
bool looks_like_number(std::string_view text);

/// `text` x 10^`shift` where it is a decimal number (`-1.5e+3`, with thousands as in `18,149` if `grouped`); NaN, which
/// `ForeignRun` takes for a failed benchmark, where it is anything else or too large for a double.
double decimal_of(std::string_view text, int shift = 0, bool grouped = false);

/// The decimal exponent that turns a time unit (`ps`, `ns`, `us`, `µs` in either spelling, `ms`, `s`) into seconds.
std::optional<int> exponent_of_time(std::string_view unit);

/// `ab…` of a text that is longer than fits in a message.
std::string beginning_of(std::string_view text);

}  // namespace trackmeet::model
