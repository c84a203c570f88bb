// SPDX-License-Identifier: Apache-2.0
#include "stats/flip_shift.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "stats/distributions.hpp"
#include "stats/summary.hpp"

namespace trackmeet::stats {
namespace {

/// With more values the ends of the interval rest on the normal approximation, which near 2.5 % is as good and far
/// quicker.
constexpr std::size_t largest_exact_ends = 20;

/// Each step brings the mean nearer; where it leads hardly anywhere, a hundred steps are as good as a thousand.
double weighted_mean(std::span<const NoisyValue> values) {
  constexpr int most_steps = 100;
  std::vector<double> plain;
  for (const NoisyValue& value : values) plain.push_back(value.value);
  double centre = median(plain);
  for (int step = 0; step < most_steps; ++step) {
    const auto at_centre = std::ranges::count(plain, centre);
    if (2 * at_centre > std::ssize(plain)) return centre;  // where most values are the same, they are the answer
    const double square = robust_square(values, centre);
    double sum = 0;
    double weights = 0;
    for (const NoisyValue& value : values) {
      const double counts = weight(value.value - centre, value.noise, square);
      sum += counts * (value.value - centre);
      weights += counts;
    }
    const double move = sum / weights;
    centre += move;
    if (std::abs(move) <= 1e-9 * std::sqrt(square)) break;
  }
  return centre;
}

/// The last place from `start`, which is not rejected, towards `outside` that is not, to a thousandth of its distance.
template <typename Rejected>
double last_place(double start, double outside, const Rejected& rejected) {
  constexpr double exact_enough = 1e-3;
  constexpr int most_halvings = 60;
  if (start == outside || !rejected(outside)) return outside;
  double inside = start;
  for (int halving = 0; halving < most_halvings; ++halving) {
    if (std::abs(outside - inside) <= exact_enough * std::abs(inside - start)) break;
    const double middle = inside / 2 + outside / 2;
    (rejected(middle) ? outside : inside) = middle;
  }
  return inside;
}

}  // namespace

Shift flip_shift(std::span<const NoisyValue> values, double confidence) {
  assert(!values.empty() && confidence > 0 && confidence < 1);
  const double smallest_p = std::ldexp(1.0, -static_cast<int>(std::min<std::size_t>(values.size(), 1000)));
  const bool enough = smallest_p <= (1 - confidence) / 2;
  const double level = enough ? (1 - confidence) / 2 : smallest_p;
  const auto [lowest, highest] = std::ranges::minmax(values, {}, &NoisyValue::value);

  Shift shift;
  shift.estimate = weighted_mean(values);
  const auto test = [&](double at) { return sign_flips(values, at, largest_exact_ends); };
  shift.low = last_place(shift.estimate, lowest.value, [&](double at) { return test(at).p_above <= level; });
  shift.high = last_place(shift.estimate, highest.value, [&](double at) { return test(at).p_below <= level; });
  shift.confidence = enough ? confidence : 1 - 2 * smallest_p;
  // A single value gives no idea of its error.
  shift.error = shift.confidence > 0
                    ? (shift.high - shift.low) / 2 / two_sided_quantile(1 - shift.confidence, many_degrees)
                    : std::numeric_limits<double>::infinity();
  return shift;
}

}  // namespace trackmeet::stats
