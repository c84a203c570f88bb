// SPDX-License-Identifier: Apache-2.0
#include "core/printable.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <cstdint>
#include <vector>

namespace trackmeet {
namespace {

constexpr utf8proc_int32_t not_a_code_point = -1;

struct CodePoint {
  utf8proc_int32_t value = not_a_code_point;
  std::size_t bytes = 1;
};

/// The UTF-8 code point at the start of `text`, which must not be empty; overlong forms and surrogates are refused.
CodePoint first_code_point(std::string_view text) {
  const auto* const bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  CodePoint point;
  const utf8proc_ssize_t size = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &point.value);
  if (size <= 0) return {};
  point.bytes = static_cast<std::size_t>(size);
  return point;
}

/// Controls, and what reorders text, breaks lines or is not seen (bidirectional overrides, tags, fillers). The
/// selectors between a picture and its text form are what emoji are written with.
bool is_harmful(utf8proc_int32_t c) {
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    default:
      return utf8proc_get_property(c)->ignorable && !(c >= 0xFE00 && c <= 0xFE0F);
  }
}

/// Bytes at the start of `text` that are printable ASCII: shown as they are, a column each.
std::size_t plain_bytes(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && text[count] >= 0x20 && text[count] < 0x7F) ++count;
  return count;
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
      const auto code = static_cast<std::uint32_t>(value);
      out += code > 0xFFFF ? fmt::format("\\U{:08x}", code) : fmt::format("\\u{:04x}", code);
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
    width += value == not_a_code_point ? 1 : static_cast<std::size_t>(utf8proc_charwidth(value));
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
