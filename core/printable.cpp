// SPDX-License-Identifier: Apache-2.0
#include "core/printable.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <vector>

namespace trackmeet {
namespace {

constexpr char32_t not_a_code_point = 0xFFFFFFFF;

struct CodePoint {
  char32_t value = not_a_code_point;
  std::size_t bytes = 1;
};

/// The UTF-8 code point at the start of `text`, which must not be empty; overlong forms and surrogates are refused.
CodePoint first_code_point(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {};
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (value < smallest[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {};
  return {value, length};
}

/// Controls, and the format characters that reorder or hide text (bidirectional overrides, byte order mark).
bool is_harmful(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/// Bytes at the start of `text` that are printable ASCII: shown as they are, a column each.
std::size_t plain_bytes(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && text[count] >= 0x20 && text[count] < 0x7F) ++count;
  return count;
}

std::size_t columns(char32_t c) {
  if ((c >= 0x0300 && c <= 0x036F) || (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F)) return 0;
  const bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
                    (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
                    (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
  return wide ? 2 : 1;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (;;) {
    const std::size_t plain = plain_bytes(text);
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) return out;
    const auto [value, bytes] = first_code_point(text);
    if (value == not_a_code_point) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
    } else if (value == '\n') {
      out += "\\n";
    } else if (value == '\t') {
      out += "\\t";
    } else if (value < 0x80 && is_harmful(value)) {
      out += fmt::format("\\x{:02x}", static_cast<std::uint32_t>(value));
    } else if (is_harmful(value)) {
      out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(value));
    } else {
      out += text.substr(0, bytes);
    }
    text.remove_prefix(bytes);
  }
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (;;) {
    const std::size_t plain = plain_bytes(text);
    width += plain;
    text.remove_prefix(plain);
    if (text.empty()) return width;
    const auto [value, bytes] = first_code_point(text);
    width += value == not_a_code_point ? 1 : columns(value);
    text.remove_prefix(bytes);
  }
}

std::string elide_middle(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  std::vector<std::string_view> points;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t bytes = first_code_point(rest).bytes;
    points.push_back(rest.substr(0, bytes));
    rest.remove_prefix(bytes);
  }
  const std::size_t room = width - 1;  // one column is the ellipsis
  std::string head;
  std::string tail;
  std::size_t front = 0;
  for (std::size_t used = 0; used + display_width(points[front]) <= (room + 1) / 2; ++front) {
    used += display_width(points[front]);
    head += points[front];
  }
  std::size_t back = points.size();
  for (std::size_t used = 0; back > front && used + display_width(points[back - 1]) <= room / 2; --back) {
    used += display_width(points[back - 1]);
    tail.insert(0, points[back - 1]);
  }
  return head + "…" + tail;
}

}  // namespace trackmeet
