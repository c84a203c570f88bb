// SPDX-License-Identifier: Apache-2.0
#include "model/row_stream.hpp"

#include <algorithm>
#include <cstring>

#include "model/json_blanks.hpp"

namespace trackmeet::model {
namespace {

constexpr std::size_t none = std::string_view::npos;
constexpr std::size_t first_size = std::size_t{1} << 16U;
constexpr std::size_t piece = std::size_t{1} << 20U;  ///< what is read at once, once the file turns out to be large
constexpr std::size_t largest_part = std::size_t{1} << 24U;  ///< of the frame or a row

/// Where the string ends whose opening quote stands at `open`: behind the closing one; `none`: not in this text.
std::size_t after_string(std::string_view text, std::size_t open) {
  for (std::size_t quote = text.find('"', open + 1); quote != none; quote = text.find('"', quote + 1)) {
    std::size_t before = quote;
    while (text[before - 1] == '\\') --before;
    if ((quote - before) % 2 == 0) return quote + 1;
  }
  return none;
}

/// Likewise of the object or list that opens at `open`.
std::size_t after_container(std::string_view text, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t i = open; i < text.size();) {
    const char c = text[i];
    if (c == '"') {
      i = after_string(text, i);
      if (i == none) return none;
      continue;
    }
    ++i;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return i;
  }
  return none;
}

std::size_t after_value(std::string_view text, std::size_t begin) {
  if (begin >= text.size()) return none;
  if (text[begin] == '"') return after_string(text, begin);
  if (text[begin] == '{' || text[begin] == '[') return after_container(text, begin);
  const std::size_t end = text.find_first_of(",}] \t\r\n", begin);
  return end == begin ? none : end;
}

/// Behind the bracket that opens the rows; `none`: it is not in this text.
std::size_t after_rows_open(std::string_view text) {
  std::size_t at = after_blanks(text, text.starts_with("\xef\xbb\xbf") ? 3 : 0);
  if (at >= text.size() || text[at] != '{') return none;
  do {
    const std::size_t key = after_blanks(text, at + 1);
    if (key >= text.size() || text[key] != '"') return none;
    const std::size_t key_end = after_string(text, key);
    if (key_end == none) return none;
    const std::size_t colon = after_blanks(text, key_end);
    if (colon >= text.size() || text[colon] != ':') return none;
    const std::size_t value = after_blanks(text, colon + 1);
    if (value >= text.size()) return none;
    if (text.substr(key, key_end - key) == "\"benchmarks\"" && text[value] == '[') return value + 1;
    const std::size_t value_end = after_value(text, value);
    if (value_end == none) return none;
    at = after_blanks(text, value_end);
  } while (at < text.size() && text[at] == ',');
  return none;
}

}  // namespace

bool RowStream::refill() {
  if (size_ - at_ > largest_part) return false;
  step_to(at_);
  buffer_.erase(0, at_);
  counted_ -= at_;
  size_ -= at_;
  at_ = 0;
  buffer_.resize(std::max(2 * size_, size_ == 0 ? first_size : piece));
  const Result<std::size_t> got = bytes_.read({buffer_.data() + size_, buffer_.size() - size_});
  if (!got) return false;
  size_ += *got;
  return *got > 0;
}

void RowStream::step_to(std::size_t place) {
  const auto from = buffer_.begin() + static_cast<std::ptrdiff_t>(counted_);
  const auto to = buffer_.begin() + static_cast<std::ptrdiff_t>(place);
  if (place > counted_) line_ += static_cast<std::uint32_t>(std::count(from, to, '\n'));
  counted_ = std::max(counted_, place);
}

std::optional<std::string> RowStream::frame() {
  while (refill()) {
    const std::size_t end = after_rows_open(rest());
    if (end == none) continue;
    std::string text(rest().substr(0, end));
    at_ = end;
    return text + "]}";
  }
  return std::nullopt;
}

RowStream::Found RowStream::next(std::string_view& row) {
  for (;;) {
    const std::string_view text = rest();
    std::size_t begin = after_blanks(text, 0);
    const bool comma = !first_ && begin < text.size() && text[begin] == ',';
    if (comma) begin = after_blanks(text, begin + 1);
    if (begin < text.size() && text[begin] == '{' && (comma || first_)) {
      const std::size_t end = after_container(text, begin);
      if (end != none) {
        step_to(at_ + begin);
        row = text.substr(begin, end - begin);
        at_ += end;
        first_ = false;
        return Found::row;
      }
    } else if (begin < text.size() && text[begin] == ']' && !comma) {
      const std::size_t brace = after_blanks(text, begin + 1);
      const std::size_t after = brace < text.size() ? after_blanks(text, brace + 1) : brace;
      if (brace < text.size() && (text[brace] != '}' || after < text.size())) return Found::unsuited;
      if (!refill()) return brace < rest().size() ? Found::end : Found::unsuited;
      continue;
    } else if (begin < text.size()) {
      return Found::unsuited;
    }
    if (!refill()) return Found::unsuited;
  }
}

}  // namespace trackmeet::model
