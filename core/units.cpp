// SPDX-License-Identifier: Apache-2.0
#include "core/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace trackmeet {
namespace {

struct Prefix {
  double factor;
  std::string_view name;
};

/// Four significant digits of a number of at least 1, without an exponent: 1.235, 12.35, 123.5, 1235.
std::string four_digits(double value) {
  const double size = std::abs(value);
  const int decimals = size >= 999.95 ? 0 : size >= 99.995 ? 1 : size >= 9.9995 ? 2 : 3;
  return fmt::format("{:.{}f}", value, decimals);
}

constexpr double most_plain = 1e7;  ///< from here on a number has an exponent, so that it is never longer than a line

template <std::size_t n>
std::string with_prefix(double value, const std::array<Prefix, n>& prefixes, std::string_view unit) {
  const auto& [largest, its_name] = prefixes.front();
  if (std::abs(value) >= most_plain * largest) return fmt::format("{:.4g} {}{}", value / largest, its_name, unit);
  for (const auto& [factor, name] : prefixes) {
    if (std::abs(value) >= 0.99995 * factor) return fmt::format("{} {}{}", four_digits(value / factor), name, unit);
  }
  const auto& [factor, name] = prefixes.back();
  return fmt::format("{:.4g} {}{}", value / factor, name, unit);
}

constexpr std::array<Prefix, 4> of_seconds = {{{1.0, ""}, {1e-3, "m"}, {1e-6, "u"}, {1e-9, "n"}}};
constexpr std::array<Prefix, 5> of_bytes = {
    {{1099511627776.0, "Ti"}, {1073741824.0, "Gi"}, {1048576.0, "Mi"}, {1024.0, "Ki"}, {1.0, ""}}};
constexpr std::array<Prefix, 5> of_rates = {{{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}, {1.0, ""}}};
constexpr std::array<Prefix, 1> none = {{{1.0, ""}}};

/// Whether k, M and so on may stand before it: they may not before `ms`, nor before what is no unit of measurement.
bool takes_prefixes(std::string_view unit) {
  constexpr std::string_view bases[] = {"FLOP", "op", "ops", "bit", "Hz", "W", "J", "V", "A", "items", "elements"};
  const bool is_rate = unit.ends_with("/s");
  if (is_rate) unit.remove_suffix(2);
  return std::ranges::count(bases, unit) > 0 || (is_rate && unit == "B");
}

}  // namespace

std::string format_quantity(double value, std::string_view unit) {
  if (std::isnan(value)) return "?";
  if (std::isinf(value)) return value > 0 ? "∞" : "-∞";
  if (unit.empty()) return fmt::format("{:.6g}", value);
  if (value == 0) return fmt::format("0 {}", unit);
  if (unit == "s") return with_prefix(value, of_seconds, unit);
  if (unit == "B") return with_prefix(value, of_bytes, unit);
  if (unit == "1/s") return with_prefix(value, of_rates, "/s");
  return takes_prefixes(unit) ? with_prefix(value, of_rates, unit) : with_prefix(value, none, unit);
}

std::string format_change(double change) {
  if (std::isnan(change)) return "?";
  if (std::isinf(change)) return change > 0 ? "+∞" : "-∞";
  const double percent = change * 100;
  if (std::abs(percent) >= most_plain) return fmt::format("{:+.3g} %", percent);
  const int decimals = std::abs(percent) >= 99.95 ? 0 : std::abs(percent) >= 9.995 ? 1 : 2;
  const std::string text = fmt::format("{:+.{}f} %", percent, decimals);
  return text == "+0.00 %" || text == "-0.00 %" ? "0.00 %" : text;
}

std::string format_duration(double seconds) {
  if (!(seconds >= 0)) return "?";
  if (seconds < 9.95) return fmt::format("{:.1f} s", seconds);
  if (seconds < 59.5) return fmt::format("{:.0f} s", seconds);
  const auto whole = static_cast<unsigned long long>(std::llround(seconds));
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::string format_count(std::size_t count, std::string_view singular) {
  return fmt::format("{} {}{}", count, singular, count == 1 ? "" : "s");
}

std::optional<double> parse_duration(std::string_view text) {
  const struct {
    std::string_view name;
    double seconds;
  } units[] = {{"ms", 1e-3}, {"s", 1}, {"min", 60}, {"m", 60}, {"h", 3600}};
  double total = 0;
  bool last_was_bare = false;
  while (!text.empty()) {
    double number = 0;
    const auto [end, problem] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (problem != std::errc{} || last_was_bare || !(number >= 0)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    double unit = 1;
    last_was_bare = true;
    for (const auto& [name, seconds] : units) {
      if (!text.starts_with(name)) continue;
      unit = seconds;
      last_was_bare = false;
      text.remove_prefix(name.size());
      break;
    }
    total += number * unit;
  }
  return total > 0 && total < 1e9 ? std::optional(total) : std::nullopt;
}

}  // namespace trackmeet
