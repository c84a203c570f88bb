// SPDX-License-Identifier: Apache-2.0
#include "model/foreign_date.hpp"

#include <chrono>
#include <string>

namespace trackmeet::model {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Minutes east of Greenwich that `+09:00`, `+0900` or `-0330` stand for.
std::optional<int> read_zone(std::string_view zone) {
  std::string digits;
  for (const char c : zone.substr(1)) {
    if (is_digit(c)) digits += c;
  }
  const bool has_colon = zone.size() == 6 && zone[3] == ':';
  if (digits.size() != 4 || (zone.size() != 5 && !has_colon)) return std::nullopt;
  const int minutes = ((digits[0] - '0') * 10 + digits[1] - '0') * 60 + (digits[2] - '0') * 10 + digits[3] - '0';
  if (minutes > 24 * 60) return std::nullopt;
  return zone[0] == '-' ? -minutes : minutes;
}

}  // namespace

std::optional<UtcTime> read_foreign_date(std::string_view text) {
  constexpr std::size_t length = 19;  // of 2019-11-17T02:22:16
  if (text.size() < length || (text[10] != 'T' && text[10] != ' ')) return std::nullopt;
  std::string utc(text.substr(0, length));
  utc[10] = 'T';
  const auto time = from_iso8601(utc + "Z");
  std::string_view rest = text.substr(length);
  if (!rest.empty() && (rest[0] == '.' || rest[0] == ',')) {
    rest.remove_prefix(1);
    while (!rest.empty() && is_digit(rest[0])) rest.remove_prefix(1);
  }
  if (!time || rest.empty() || rest == "Z") return time;
  if (rest[0] != '+' && rest[0] != '-') return std::nullopt;
  const auto minutes = read_zone(rest);
  if (!minutes) return std::nullopt;
  return *time - std::chrono::minutes(*minutes);
}

}  // namespace trackmeet::model
