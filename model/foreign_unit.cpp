// SPDX-License-Identifier: Apache-2.0
#include "model/foreign_unit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

#include "model/decimal.hpp"
#include "model/foreign_text.hpp"

namespace trackmeet::model {
namespace {

constexpr std::array<std::pair<std::string_view, double>, 33> times = {{
    {"ns", 1e9},
    {"nsec", 1e9},
    {"nsecs", 1e9},
    {"nanosecond", 1e9},
    {"nanoseconds", 1e9},
    {"us", 1e6},
    {"\xc2\xb5s", 1e6},
    {"\xce\xbcs", 1e6},
    {"usec", 1e6},
    {"usecs", 1e6},
    {"microsecond", 1e6},
    {"microseconds", 1e6},
    {"ms", 1e3},
    {"msec", 1e3},
    {"msecs", 1e3},
    {"millisecond", 1e3},
    {"milliseconds", 1e3},
    {"s", 1},
    {"sec", 1},
    {"secs", 1},
    {"second", 1},
    {"seconds", 1},
    {"min", 1.0 / 60},
    {"mins", 1.0 / 60},
    {"minute", 1.0 / 60},
    {"minutes", 1.0 / 60},
    {"h", 1.0 / 3600},
    {"hr", 1.0 / 3600},
    {"hrs", 1.0 / 3600},
    {"hour", 1.0 / 3600},
    {"hours", 1.0 / 3600},
    {"day", 1.0 / 86400},
    {"days", 1.0 / 86400},
}};

/// What a benchmark does once in each iteration.
constexpr std::array<std::string_view, 10> operations = {"op",         "ops",       "iter",       "iters", "iteration",
                                                         "iterations", "operation", "operations", "call",  "run"};

/// Rates that do not show it by a stroke, in lower case.
constexpr std::array<std::string_view, 16> rates = {"fps",  "qps",   "rps",    "tps",    "iops",   "ips",
                                                    "mips", "flops", "kflops", "mflops", "gflops", "tflops",
                                                    "kbps", "mbps",  "gbps",   "hz"};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower;
}

/// What is before a tab, without blanks around it.
std::string_view unit_in(std::string_view text) { return trimmed(text.substr(0, text.find('\t'))); }

bool is_operation(std::string_view word) { return std::ranges::find(operations, lower_case(word)) != operations.end(); }

}  // namespace

std::optional<double> per_second(std::string_view unit) {
  // `Ms` and `MS` are something else than `ms`; `Seconds` are not.
  const std::string word = unit.size() > 2 ? lower_case(unit) : std::string(unit);
  const auto found = std::ranges::find(times, word, &std::pair<std::string_view, double>::first);
  return found == times.end() ? std::nullopt : std::optional(found->second);
}

double ForeignUnit::decimal_in_unit(std::string_view text) const {
  constexpr std::array<std::pair<double, int>, 4> powers = {{{1, 0}, {1e3, -3}, {1e6, -6}, {1e9, -9}}};
  constexpr double too_large = std::numeric_limits<double>::infinity();
  const auto power = std::ranges::find(powers, over, &std::pair<double, int>::first);
  if (times != 1 || power == powers.end()) return in_unit(read_decimal(text).value_or(too_large));
  return read_decimal(text, power->second).value_or(too_large);
}

Metric throughput_metric() { return metric_named("throughput"); }

ForeignUnit foreign_unit(std::string_view given) {
  const std::string_view unit = unit_in(given);
  if (unit.empty()) return {metric_named("value")};
  const std::size_t stroke = unit.find('/');
  const std::string_view above = trimmed(unit.substr(0, stroke));
  const std::string_view below = stroke == std::string_view::npos ? "" : trimmed(unit.substr(stroke + 1));
  const bool is_per_iteration = below.empty() || is_operation(below);
  if (const auto time = per_second(above); time && is_per_iteration) return {metric_named("real_time"), 1, *time};
  if (const auto time = per_second(below)) {
    if (is_operation(above)) return {throughput_metric(), *time, 1};
    return {{std::string(unit), std::string(unit), Better::higher, Kind::sampled}};
  }
  if (is_operation(below) && lower_case(above) == "allocs") return {metric_named("allocs_per_iter")};
  if (is_operation(below) && above == "B") return {metric_named("alloc_bytes_per_iter")};
  Metric metric = metric_named(unit);
  if (metric.unit.empty() && metric.name == unit) metric.unit = unit;
  if (std::ranges::find(rates, lower_case(unit)) != rates.end()) {
    metric.better = Better::higher;
    metric.guessed = false;
  }
  return {metric};
}

ForeignUnit foreign_unit(std::string_view unit, Better better) {
  ForeignUnit expected = foreign_unit(unit);
  if (expected.metric.better == better) {
    expected.metric.guessed = false;
    return expected;
  }
  const char* which = better == Better::higher ? "higher" : "lower";
  return {{fmt::format("{} ({} is better)", expected.metric.name, which), std::string(unit_in(unit)), better,
           Kind::sampled}};
}

}  // namespace trackmeet::model
