// SPDX-License-Identifier: Apache-2.0
#include "model/one_per_name.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <unordered_map>

namespace trackmeet::model {
namespace {

/// Of values that are not empty.
Summary summarise(std::uint32_t metric, std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t n = values.size();
  Summary summary{metric, values[n / 2], values.front(), values.back(), 0, n};
  if (n % 2 == 0) summary.median = values[n / 2 - 1] / 2 + values[n / 2] / 2;
  if (n == 1) return summary;
  const double scale = std::max(std::abs(summary.lowest), std::abs(summary.highest));
  if (scale == 0) return summary;
  // Divided by the largest first, so that no sum is larger than a double can be.
  double mean = 0;
  for (const double value : values) mean += value / scale / static_cast<double>(n);
  double squares = 0;
  for (const double value : values) squares += (value / scale - mean) * (value / scale - mean);
  summary.deviation = std::sqrt(squares / static_cast<double>(n - 1)) * scale;
  if (!std::isfinite(summary.deviation)) summary.deviation = std::numeric_limits<double>::max();
  return summary;
}

std::uint64_t saturating_sum(std::uint64_t a, std::uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }

}  // namespace

std::vector<OneRow> one_per_name(const Run& run) {
  std::vector<OneRow> rows;
  std::unordered_map<std::string, std::size_t> index;
  for (Series& series : all_series(run)) {
    const auto [found, is_new] = index.try_emplace(series.benchmark, rows.size());
    if (is_new) rows.push_back({series.benchmark, {}, 0, {}});
    rows[found->second].metrics.push_back(summarise(series.metric, std::move(series.values)));
  }
  for (const Row& row : run.rows) {
    const auto found = index.find(row.name);
    if (found == index.end() || !row.aggregate.empty()) continue;
    OneRow& one = rows[found->second];
    one.iterations = saturating_sum(one.iterations, row.iterations);
    if (one.label.empty()) one.label = row.label;
  }
  return rows;
}

const Summary* find_summary(const OneRow& row, const Run& run, std::string_view metric) {
  const auto is_it = [&](const Summary& summary) { return run.metrics[summary.metric].name == metric; };
  const auto found = std::ranges::find_if(row.metrics, is_it);
  return found == row.metrics.end() ? nullptr : &*found;
}

}  // namespace trackmeet::model
