// SPDX-License-Identifier: Apache-2.0
#include "compare/decision.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

#include "stats/distributions.hpp"
#include "stats/hodges_lehmann.hpp"
#include "stats/mann_whitney.hpp"

namespace trackmeet::compare {
namespace {

constexpr double alpha_of_interval = 0.05;

/// All pairs of two sides are looked at; of a side with more values than this, evenly spaced order statistics stand for
/// the rest.
constexpr std::size_t most_values = 1000;

std::vector<double> logarithms(std::span<const double> values) {
  std::vector<double> logs;
  logs.reserve(values.size());
  for (const double value : values) logs.push_back(std::log(value));
  if (logs.size() <= most_values) return logs;
  std::ranges::sort(logs);
  std::vector<double> thinned(most_values);
  for (std::size_t i = 0; i < most_values; ++i) thinned[i] = logs[(2 * i + 1) * logs.size() / (2 * most_values)];
  return thinned;
}

/// Degrees of freedom of a sum of estimated variances (Welch 1947, Satterthwaite 1946); a part with no error counts as
/// known.
class Degrees {
public:
  void add(double variance, double degrees) {
    total_ += variance;
    if (degrees > 0) squares_ += variance * variance / degrees;
  }
  double value() const { return squares_ > 0 ? total_ * total_ / squares_ : std::numeric_limits<double>::infinity(); }

private:
  double total_ = 0;
  double squares_ = 0;
};

}  // namespace

Estimate estimate_shift(std::span<const double> base, std::span<const double> head, const Mood& mood) {
  assert(!base.empty() && !head.empty());
  const std::vector<double> from = logarithms(base);
  const std::vector<double> to = logarithms(head);
  const stats::Shift shift = stats::hodges_lehmann(from, to, 1 - alpha_of_interval);

  Estimate estimate;
  estimate.shift = shift.estimate;
  estimate.rounds_error = shift.error;
  estimate.session_error = std::sqrt(mood.variance + mood.shared_variance);
  estimate.smallest_p = stats::smallest_rank_p(from.size(), to.size());
  const double rank_p = stats::mann_whitney(from, to).p;
  if (mood.same_session) {
    estimate.p = rank_p;
    estimate.low = shift.confidence >= 1 - alpha_of_interval ? shift.low : -std::numeric_limits<double>::infinity();
    estimate.high = shift.confidence >= 1 - alpha_of_interval ? shift.high : std::numeric_limits<double>::infinity();
    return estimate;
  }
  if (!std::isfinite(shift.error)) {  // one value a side: nothing is known of its spread
    estimate.low = -std::numeric_limits<double>::infinity();
    estimate.high = std::numeric_limits<double>::infinity();
    return estimate;
  }

  const double rounds_variance = shift.error * shift.error;
  const double rounds_degrees = static_cast<double>(from.size() + to.size() - 2);
  // The relative error of a variance with v degrees of freedom is sqrt(2 / v).
  const double mood_degrees =
      mood.variance_error > 0 ? 2 * mood.variance * mood.variance / (mood.variance_error * mood.variance_error) : 0;

  Degrees own;
  own.add(rounds_variance, rounds_degrees);
  own.add(mood.variance, mood_degrees);
  const double own_error = std::sqrt(rounds_variance + mood.variance);
  const double beyond = std::max(0.0, std::abs(shift.estimate) - mood.allowance);
  const double mood_p = beyond == 0 ? 1 : stats::two_sided_p(beyond / own_error, own.value());
  estimate.p = std::max(rank_p, mood_p);

  Degrees whole = own;
  whole.add(mood.shared_variance, mood.shared_degrees);
  const double half = stats::two_sided_quantile(alpha_of_interval, whole.value()) *
                      std::sqrt(rounds_variance + mood.variance + mood.shared_variance);
  estimate.low = shift.estimate - half;
  estimate.high = shift.estimate + half;
  return estimate;
}

std::size_t rounds_needed(const Estimate& estimate, std::size_t rounds, double margin, double allowance, double alpha) {
  const double size = std::abs(estimate.shift);
  const bool within = size < margin;
  const double distance = within ? margin - size : size - allowance;
  const double quantile = stats::two_sided_quantile(within ? alpha_of_interval : alpha, INFINITY);
  if (distance <= 0 || !std::isfinite(estimate.rounds_error)) return 0;
  const double room = distance / quantile;
  const double for_rounds = room * room - estimate.session_error * estimate.session_error;
  if (for_rounds <= 0) return 0;
  const double factor = estimate.rounds_error * estimate.rounds_error / for_rounds;
  return static_cast<std::size_t>(std::ceil(static_cast<double>(rounds) * std::clamp(factor, 1.0, 1e6)));
}

}  // namespace trackmeet::compare
