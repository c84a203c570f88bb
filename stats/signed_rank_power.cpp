// SPDX-License-Identifier: Apache-2.0
#include "stats/signed_rank_power.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <numeric>
#include <vector>

#include "stats/distributions.hpp"
#include "stats/sign_flips.hpp"

namespace trackmeet::stats {
namespace {

double normal_below(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

/// How many standard deviations a normal value lies above its mean with probability `p` < 1/2.
double upper_quantile(double p) { return two_sided_quantile(2 * p, many_degrees); }

/// P(Z1 + Z2 > 0 and Z1 + Z3 > 0) for normal values of deviation 1 around `shift`, by the trapezoidal rule, which is
/// all but exact for such functions.
double both_sums_positive(double shift) {
  constexpr double reach = 8;
  constexpr int steps = 128;
  constexpr double step = 2 * reach / steps;
  double sum = 0;
  for (int i = 0; i <= steps; ++i) {
    const double z = -reach + i * step;
    const double partner = normal_below(z + 2 * shift);
    sum += std::exp(-z * z / 2) * partner * partner;
  }
  return sum * step / std::sqrt(2 * std::numbers::pi);
}

/// The smallest rank sum of the positive values that the test rejects; more than there can be: none is.
double critical_sum(std::size_t n, double level) {
  const auto count = static_cast<double>(n);
  const double largest = count * (count + 1) / 2;
  if (n > largest_exact_flips)
    return largest / 2 + upper_quantile(level) * std::sqrt(count * (count + 1) * (2 * count + 1) / 24) + 0.5;
  // W >= largest - k is as likely as W <= k: the first k that is too likely, by bisection.
  std::size_t low = 0;
  for (std::size_t high = n * (n + 1) / 2; low < high;) {
    const std::size_t middle = (low + high) / 2;
    if (signed_rank_tail(n, middle) <= level)
      low = middle + 1;
    else
      high = middle;
  }
  return largest - static_cast<double>(low) + 1;
}

/// With what probability the rank sum is at least `critical` if the values lie `shift` deviations above zero.
double power_at(std::size_t n, double critical, double shift) {
  const auto count = static_cast<double>(n);
  const double p1 = normal_below(shift);
  const double p2 = normal_below(shift * std::numbers::sqrt2);
  const double pairs = count * (count - 1) / 2;
  const double mean = count * p1 + pairs * p2;
  const double variance = 2 * pairs * (count - 2) * (both_sums_positive(shift) - p2 * p2) +
                          pairs * (2 * (p1 - p2) * (p1 - p2) + 3 * p2 * (1 - p2)) + count * p1 * (1 - p1);
  return normal_below((mean - critical + 0.5) / std::sqrt(std::max(variance, 1e-12)));
}

/// P(W <= sum) for each sum up to the middle, where the distribution mirrors itself.
const std::vector<double>& lower_half(std::size_t n) {
  thread_local std::map<std::size_t, std::vector<double>> known;
  const auto [entry, fresh] = known.try_emplace(n);
  if (fresh) {
    std::vector<std::size_t> ranks(n);
    std::iota(ranks.begin(), ranks.end(), std::size_t{1});
    entry->second = flip_distribution(ranks, n * (n + 1) / 4);
    std::partial_sum(entry->second.begin(), entry->second.end(), entry->second.begin());
  }
  return entry->second;
}

}  // namespace

double signed_rank_tail(std::size_t n, std::size_t sum) {
  assert(n <= largest_exact_flips);
  const std::size_t total = n * (n + 1) / 2;
  if (sum >= total) return 1;
  const std::vector<double>& lower = lower_half(n);
  return sum < lower.size() ? lower[sum] : 1 - lower[total - sum - 1];
}

double detectable_shift(std::size_t n, double level, double power) {
  assert(level > 0 && level < 0.5 && power > 0.5 && power < 1);
  const double critical = critical_sum(n, level);
  if (critical > static_cast<double>(n) * (static_cast<double>(n) + 1) / 2)
    return std::numeric_limits<double>::infinity();
  double low = 0;
  double high = 6;  // a value in a thousand million lies on the wrong side of zero
  for (int halving = 0; halving < 50; ++halving) {
    const double middle = (low + high) / 2;
    (power_at(n, critical, middle) < power ? low : high) = middle;
  }
  return high;
}

}  // namespace trackmeet::stats
