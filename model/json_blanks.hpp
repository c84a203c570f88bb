// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace trackmeet::model {

// Loops of our own: a search looks each character up among all blanks, which takes seconds where there are many.

/// Whether JSON takes it for a blank.
constexpr bool is_json_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Where the first character from `from` on stands that is no blank; the size of `text`: there is none.
constexpr std::size_t after_blanks(std::string_view text, std::size_t from = 0) {
  while (from < text.size() && is_json_blank(text[from])) ++from;
  return from;
}

/// `text` without the blanks at its end.
constexpr std::string_view without_last_blanks(std::string_view text) {
  while (!text.empty() && is_json_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace trackmeet::model
