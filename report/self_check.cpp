// SPDX-License-Identifier: Apache-2.0
#include "report/self_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/text_table.hpp"
#include "core/units.hpp"
#include "report/shown.hpp"
#include "report/wrap.hpp"

namespace trackmeet::report {
namespace {

struct Line {
  const compare::ComparedRow* row;
  double half_width;
};

/// The times that have an interval, widest first.
std::vector<Line> times_of(const compare::Comparison& comparison) {
  std::vector<Line> lines;
  for (const compare::ComparedRow& row : comparison.rows) {
    const double half_width = (row.interval_high - row.interval_low) / 2;
    if (row.metric.name == "real_time" && std::isfinite(half_width)) lines.push_back({&row, half_width});
  }
  std::ranges::stable_sort(lines, std::greater(), &Line::half_width);
  return lines;
}

std::string plus_minus(double share) { return fmt::format("+-{:.1f} %", share * 100); }

std::string in_a_sentence(const std::vector<Line>& lines) {
  const compare::ComparedRow& first = *lines.front().row;
  return fmt::format(
      "{} against {} tell a build from itself to within {} for half of the benchmarks, and to within {} for all of "
      "them.",
      format_count(first.base_rounds, "round"), first.head_rounds, plus_minus(lines[lines.size() / 2].half_width),
      plus_minus(lines.front().half_width));
}

}  // namespace

std::string render_self_check(const compare::Comparison& comparison, const TextOptions& options) {
  const std::vector<Line> lines = times_of(comparison);
  if (lines.empty()) return "There were too few rounds to say what this machine can tell apart.\n";
  TextTable table({{"benchmark", Align::left, true},
                   {"time", Align::right},
                   {"seemed to change", Align::right},
                   {"can be told", Align::right}});
  for (const auto& [row, half_width] : lines)
    table.add_row({shown(row->name), format_quantity(row->base, row->metric.unit), format_change(row->change),
                   plus_minus(half_width)});
  return table.str(options.width, options.colour) + "\n" + wrap(in_a_sentence(lines), options.width, {0, 0});
}

}  // namespace trackmeet::report
