// SPDX-License-Identifier: Apache-2.0
#include "compare/geomean.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "stats/distributions.hpp"

namespace trackmeet::compare {
namespace {

constexpr double alpha_of_interval = 0.05;

bool is_ratio(const ComparedRow& row) {
  switch (row.verdict) {
    case Verdict::regression:
    case Verdict::improvement:
    case Verdict::unchanged:
    case Verdict::inconclusive:
      return !row.by_difference && std::isfinite(row.change) && row.change > -1;
    default:
      return false;
  }
}

/// ln(1 + change), where the change is one of single values from these themselves: nothing is lost of a ratio of a
/// thousand millionth.
double log_of(const ComparedRow& row) {
  if (row.base_rounds != 1 || row.head_rounds != 1 || !(row.base > 0) || !(row.head > 0)) return std::log1p(row.change);
  return row.metric.better == model::Better::lower ? std::log(row.head / row.base) : std::log(row.base / row.head);
}

/// The changes of one metric.
struct Gathered {
  model::Metric metric;
  std::vector<LogChange> changes;
};

MeanChange mean_change(const std::string& suite, const Gathered& gathered, const Mood& usual) {
  const bool is_measured = usual.sessions > 0;
  const SharedError shared =
      is_measured ? SharedError{usual.shared_variance, usual.shared_degrees} : SharedError{usual.variance, 0};
  // The relative error of a variance with v degrees of freedom is sqrt(2 / v).
  const double error = usual.variance_error;
  const double degrees = is_measured && error > 0 ? 2 * usual.variance * usual.variance / (error * error) : 0;
  const LogMean mean = mean_of(gathered.changes, shared, degrees);
  return {suite,
          gathered.metric,
          gathered.changes.size(),
          std::expm1(mean.value),
          std::expm1(mean.low),
          std::expm1(mean.high)};
}

}  // namespace

LogMean mean_of(std::span<const LogChange> changes, const SharedError& shared, double mood_degrees) {
  assert(!changes.empty());
  const auto n = static_cast<double>(changes.size());
  double sum = 0;
  double rounds = 0;
  double moods = 0;
  double squares = 0;  // of the variances over their degrees of freedom
  for (const LogChange& change : changes) {
    sum += change.value;
    const double variance = change.variance / (n * n);
    rounds += variance;
    moods += change.mood_variance / (n * n);
    if (change.degrees > 0) squares += variance * variance / change.degrees;
  }
  if (mood_degrees > 0) squares += moods * moods / mood_degrees;
  if (shared.degrees > 0) squares += shared.variance * shared.variance / shared.degrees;
  const double variance = rounds + moods + shared.variance;
  LogMean mean{sum / n, -std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  if (!std::isfinite(variance)) return mean;
  const double degrees = squares > 0 ? variance * variance / squares : std::numeric_limits<double>::infinity();
  const double half = variance > 0 ? stats::two_sided_quantile(alpha_of_interval, degrees) * std::sqrt(variance) : 0;
  mean.low = mean.value - half;
  mean.high = mean.value + half;
  return mean;
}

std::vector<MeanChange> mean_changes(const std::string& suite, const std::vector<ComparedRow>& rows,
                                     const std::vector<std::string>& metrics,
                                     const std::map<std::string, Moods>& moods) {
  std::unordered_map<std::string, Gathered> by_metric;
  for (const ComparedRow& row : rows) {
    if (!is_ratio(row)) continue;
    Gathered& gathered = by_metric[row.metric.name];
    if (gathered.changes.empty()) gathered.metric = row.metric;
    LogChange change{log_of(row), row.log_error * row.log_error, row.log_degrees, 0};
    if (const auto known = moods.find(row.metric.name); known != moods.end()) {
      const Mood& usual = known->second.usual;
      const double own = known->second.of(row.name).variance;
      // Where tau is assumed, only what a moodier benchmark has on top is taken as its own.
      change.mood_variance = usual.sessions > 0 ? own : std::max(0.0, own - usual.variance);
    }
    gathered.changes.push_back(change);
  }
  std::vector<MeanChange> means;
  for (const std::string& metric : metrics) {
    const auto gathered = by_metric.find(metric);
    if (gathered == by_metric.end()) continue;
    const auto known = moods.find(metric);
    means.push_back(mean_change(suite, gathered->second, known == moods.end() ? no_mood() : known->second.usual));
    by_metric.erase(gathered);  // a metric that is asked for twice has one mean
  }
  return means;
}

}  // namespace trackmeet::compare
