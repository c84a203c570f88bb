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

/// What rounds and mood together say of a shift.
class Spread {
public:
  Spread(double rounds_error, double rounds_degrees, const Mood& mood) : mood_(mood) {
    const double rounds_variance = rounds_error * rounds_error;
    // The relative error of a variance with v degrees of freedom is sqrt(2 / v).
    const double mood_degrees =
        mood.variance_error > 0 ? 2 * mood.variance * mood.variance / (mood.variance_error * mood.variance_error) : 0;
    own_variance_ = rounds_variance + mood.variance;
    own_.add(rounds_variance, rounds_degrees);
    own_.add(mood.variance, mood_degrees);
    whole_ = own_;
    whole_.add(mood.shared_variance, mood.shared_degrees);
  }

  /// The probability of such a shift where nothing changed.
  double p_of(double shift) const {
    const double beyond = std::max(0.0, std::abs(shift) - mood_.allowance);
    if (beyond > 0 && own_variance_ == 0) return 0;
    return beyond == 0 ? 1 : stats::two_sided_p(beyond / std::sqrt(own_variance_), own_.value());
  }

  /// Half the 95 % interval.
  double half_width() const {
    return stats::two_sided_quantile(alpha_of_interval, whole_.value()) *
           std::sqrt(own_variance_ + mood_.shared_variance);
  }

private:
  const Mood& mood_;
  double own_variance_ = 0;
  Degrees own_;
  Degrees whole_;
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

  const Spread spread(shift.error, static_cast<double>(from.size() + to.size() - 2), mood);
  estimate.p = std::max(rank_p, spread.p_of(shift.estimate));
  const double half = spread.half_width();
  estimate.low = shift.estimate - half;
  estimate.high = shift.estimate + half;
  return estimate;
}

RoundsNeeded rounds_needed(const Estimate& estimate, std::size_t rounds, const Mood& mood, const Settling& settling) {
  const double size = std::abs(estimate.shift);
  const bool can_be_proven = size > settling.threshold;
  const auto settles = [&](double rounds_error, double degrees) {
    const Spread spread(rounds_error, degrees, mood);
    if (size + spread.half_width() <= settling.margin) return true;
    const double rank_p = rounds_error > 0 ? stats::two_sided_p(size / rounds_error, INFINITY) : 0;
    return can_be_proven && std::max(rank_p, spread.p_of(size)) <= settling.alpha;
  };
  const auto would_settle = [&](double times) {
    return settles(estimate.rounds_error / std::sqrt(times), 2 * (static_cast<double>(rounds) * times - 1));
  };
  if (!std::isfinite(estimate.rounds_error) || !settles(0, 0)) return {0, RoundsNeeded::Limit::mood};
  if (!would_settle(most_times_more)) return {0, RoundsNeeded::Limit::edge};
  double too_few = 1;
  double enough = most_times_more;
  if (would_settle(too_few)) enough = too_few;
  while (enough / too_few > 1.01) {
    const double middle = std::sqrt(too_few * enough);
    (would_settle(middle) ? enough : too_few) = middle;
  }
  return {static_cast<std::size_t>(std::ceil(static_cast<double>(rounds) * enough)), RoundsNeeded::Limit::none};
}

}  // namespace trackmeet::compare
