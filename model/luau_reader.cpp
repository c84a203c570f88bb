// SPDX-License-Identifier: Apache-2.0
#include "model/luau_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "model/foreign_run.hpp"
#include "model/foreign_text.hpp"

namespace trackmeet::model {
namespace {

/// What stands in a line, unread.
struct Line {
  std::string_view name, mean, unit, margin, driver;  ///< `margin` in per cent, without the sign
  bool has_failed = false;
  std::uint32_t number = 0;
};

/// `SUCCESS: fib        :   15.041ms +/-  0.636% on luau ( +1.500%, likely better)`; the brackets where drivers are
/// compared.
std::optional<Line> success(std::string_view line) {
  constexpr std::string_view mark = "SUCCESS: ", margin_mark = " +/- ";
  const std::size_t at = line.rfind(margin_mark);
  if (!line.starts_with(mark) || at == std::string_view::npos || at < mark.size()) return std::nullopt;
  const std::string_view left = line.substr(mark.size(), at - mark.size());
  std::string_view right = line.substr(at + margin_mark.size());
  const std::size_t colon = left.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  Line parts;
  parts.name = trimmed(left.substr(0, colon));
  parts.mean = trimmed(left.substr(colon + 1));
  const std::size_t digits = parts.mean.find_last_of("0123456789") + 1;  // none: 0
  parts.unit = parts.mean.substr(digits);
  parts.mean = parts.mean.substr(0, digits);
  parts.margin = next_word(right);
  if (parts.name.empty() || !parts.margin.ends_with('%') || next_word(right) != "on") return std::nullopt;
  parts.margin.remove_suffix(1);
  const std::size_t comparison = right.ends_with(')') ? right.rfind(" (") : std::string_view::npos;
  parts.driver = trimmed(right.substr(0, comparison));
  return looks_like_number(parts.mean) && exponent_of_time(parts.unit) ? std::optional(parts) : std::nullopt;
}

std::string_view after_last(std::string_view text, char separator) { return text.substr(text.rfind(separator) + 1); }

/// `FAILED:  'tests/fib.lua' on '/opt/luau'`
std::optional<Line> failure_in(std::string_view line) {
  constexpr std::string_view mark = "FAILED:  '", between = "' on '", file = ".lua";
  const std::size_t at = line.rfind(between);
  if (!line.starts_with(mark) || !line.ends_with('\'') || at == std::string_view::npos || at <= mark.size() ||
      at + between.size() == line.size())  // the quote at the end is not the one before the driver
    return std::nullopt;
  Line parts;
  parts.has_failed = true;
  parts.name = line.substr(mark.size(), at - mark.size());
  if (parts.name.ends_with(file) && after_last(parts.name, '/') != file)
    parts.name = after_last(parts.name.substr(0, parts.name.size() - file.size()), '/');
  parts.driver = line.substr(at + between.size());
  parts.driver.remove_suffix(1);
  const std::size_t program = parts.driver.substr(0, parts.driver.find(' ')).rfind('/');
  parts.driver.remove_prefix(program == std::string_view::npos ? 0 : program + 1);
  return parts;
}

std::optional<Line> parts_of(std::string_view line) {
  const auto parts = success(trimmed(line));
  return parts ? parts : failure_in(trimmed(line));
}

}  // namespace

bool is_luau(std::string_view text) {
  Lines lines(text);
  for (std::string_view line; lines.next(line);)
    if (line.find("SUCCESS") != std::string_view::npos && success(trimmed(without_colours(line)))) return true;
  return false;
}

Result<Run> read_luau(std::string_view text, const std::string& source) {
  const std::string plain = without_colours(text);
  std::vector<Line> found;
  bool several_drivers = false;
  Lines lines(plain);
  for (std::string_view line; lines.next(line);) {
    std::optional<Line> parts = parts_of(line);
    if (!parts) continue;
    parts->number = lines.number();
    found.push_back(*parts);
    several_drivers = several_drivers || parts->driver != found.front().driver;
  }
  ForeignRun run(source);
  const std::uint32_t time = run.time();
  for (const Line& line : found) {
    const std::string name = several_drivers ? fmt::format("{} ({})", line.name, line.driver) : std::string(line.name);
    if (line.has_failed) {
      run.failed(name, fmt::format("it failed on {}", beginning_of(line.driver)), line.number);
      continue;
    }
    constexpr int from_percent = -2;
    const double mean = decimal_of(line.mean, exponent_of_time(line.unit).value_or(0));
    const double margin = mean * decimal_of(line.margin, from_percent);
    run.summary(name, "mean", time, mean, line.number);
    run.summary(name, "lower", time, std::max(0.0, mean - margin), line.number);
    run.summary(name, "upper", time, mean + margin, line.number);
  }
  return run.finish();
}

}  // namespace trackmeet::model
