// SPDX-License-Identifier: Apache-2.0
#include "report/html_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/sha256.hpp"
#include "report/shown.hpp"

namespace trackmeet::report {
namespace {

bool is_plain(char c) { return c >= ' ' && c <= '~' && std::string_view("\"\\<>&").find(c) == std::string_view::npos; }

/// The bytes that `hex` names, in base 64. (RFC 4648)
std::string base64_of_hex(std::string_view hex) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned pending = 0;
  unsigned bits = 0;
  for (const char c : hex) {
    unsigned nibble = 0;
    std::from_chars(&c, &c + 1, nibble, 16);
    pending = (pending << 4U | nibble) & 0xFFFU;
    bits += 4;
    if (bits >= 6) out += digits[pending >> (bits -= 6) & 0x3FU];
  }
  if (bits > 0) out += digits[pending << (6 - bits) & 0x3FU];
  while (out.size() % 4 != 0) out += '=';
  return out;
}

}  // namespace

std::string html_text(std::string_view text, std::size_t columns) {
  std::string out;
  for (const char c : shown(text, columns)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string html_name(std::string_view text, std::size_t columns) {
  return "<bdi class=\"name\">" + html_text(text, columns) + "</bdi>";
}

std::string json_text(std::string_view text) {
  if (std::ranges::all_of(text, is_plain)) return '"' + std::string(text) + '"';
  constexpr bool ascii_only = true;
  const std::string json = nlohmann::json(text).dump(-1, ' ', ascii_only, nlohmann::json::error_handler_t::replace);
  std::string out;
  for (const char c : json) {
    if (c == '<' || c == '>' || c == '&') {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out;
}

std::string json_number(double value) { return std::isfinite(value) ? fmt::format("{:.6g}", value) : "null"; }

std::string filled_in(std::string_view text, const std::map<std::string_view, std::string_view>& values) {
  std::string out;
  while (true) {
    const std::size_t begin = text.find("{{");
    const std::size_t end = begin == std::string_view::npos ? begin : text.find("}}", begin);
    if (end == std::string_view::npos) return out.append(text);
    const auto value = values.find(text.substr(begin + 2, end - begin - 2));
    out.append(value == values.end() ? text.substr(0, end + 2) : text.substr(0, begin));
    if (value != values.end()) out.append(value->second);
    text.remove_prefix(end + 2);
  }
}

std::string policy_hash(std::string_view text) { return "'sha256-" + base64_of_hex(sha256(text)) + "'"; }

}  // namespace trackmeet::report
