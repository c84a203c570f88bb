// SPDX-License-Identifier: Apache-2.0
#include "stats/sign_flips.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "stats/distributions.hpp"
#include "stats/summary.hpp"

namespace trackmeet::stats {
namespace {

constexpr double prior_squares = 2;  ///< for how many squares the spread of all values counts, beside a value's noise
constexpr double median_to_deviation = 1.4826;  ///< of the sizes of normal values
constexpr double finest_score = 50;             ///< scores are whole numbers up to this one

/// Scores of the values that are not at the centre.
struct Scores {
  std::vector<std::size_t> whole;
  std::size_t total = 0;  ///< sum of them all
  std::size_t above = 0;  ///< sum of those above the centre
};

Scores score(std::span<const NoisyValue> values, double centre) {
  const double square = robust_square(values, centre);
  std::vector<double> signed_scores;
  double largest = 0;
  for (const NoisyValue& value : values) {
    const double x = value.value - centre;
    if (x == 0) continue;
    signed_scores.push_back(x * weight(x, value.noise, square));
    largest = std::max(largest, std::abs(signed_scores.back()));
  }
  Scores scores;
  for (const double exact : signed_scores) {
    const auto whole = static_cast<std::size_t>(std::max(1.0, std::round(std::abs(exact) / largest * finest_score)));
    scores.whole.push_back(whole);
    scores.total += whole;
    if (exact > 0) scores.above += whole;
  }
  return scores;
}

/// P(Z >= z) of the normal distribution.
double beyond(double z) {
  const double tail = two_sided_p(z, many_degrees) / 2;
  return z >= 0 ? tail : 1 - tail;
}

/// Standard deviation of the sum of a random half of the scores.
double spread_of(std::span<const std::size_t> scores) {
  double squares = 0;
  for (const std::size_t score : scores) squares += static_cast<double>(score * score);
  return std::sqrt(squares) / 2;
}

}  // namespace

std::vector<double> flip_distribution(std::span<const std::size_t> scores, std::size_t largest) {
  std::vector<double> ways(largest + 1, 0.0);
  ways[0] = 1;
  std::size_t reached = 0;
  for (const std::size_t score : scores) {
    reached = std::min(reached + score, largest);
    for (std::size_t sum = reached; sum + 1 > score; --sum) ways[sum] += ways[sum - score];
  }
  const int flips = static_cast<int>(scores.size());
  for (double& way : ways) way = std::ldexp(way, -flips);
  return ways;
}

double weight(double x, double noise, double square) { return 1 / (prior_squares * square + x * x + noise); }

double robust_square(std::span<const NoisyValue> values, double centre) {
  std::vector<double> sizes;
  for (const NoisyValue& value : values)
    if (value.value != centre) sizes.push_back(std::abs(value.value - centre));
  if (sizes.empty()) return 0;
  const double deviation = median_to_deviation * median(std::move(sizes));
  return deviation * deviation;
}

SignFlipTest sign_flips(std::span<const NoisyValue> values, double centre, std::size_t exact_up_to) {
  const Scores scores = score(values, centre);
  SignFlipTest test;
  if (scores.whole.empty()) return test;
  test.exact = scores.whole.size() <= std::min(exact_up_to, largest_exact_flips);
  const std::size_t below = scores.total - scores.above;
  const std::size_t smaller = std::min(scores.above, below);
  double small = 1;  // that a random half sums up to the smaller side or less
  double large = 1;  // or more
  if (test.exact) {
    const std::vector<double> chances = flip_distribution(scores.whole, smaller);
    small = std::accumulate(chances.begin(), chances.end(), 0.0);
    large = 1 - (small - chances.back());
  } else {
    const double distance = static_cast<double>(scores.total) / 2 - static_cast<double>(smaller);
    const double spread = spread_of(scores.whole);
    small = beyond((distance - 0.5) / spread);  // corrects for the sum being whole
    large = beyond((-distance - 0.5) / spread);
  }
  test.p_above = scores.above > below ? small : large;
  test.p_below = scores.above > below ? large : small;
  if (scores.above == below) test.p_above = test.p_below = std::min(1.0, small);
  return test;
}

}  // namespace trackmeet::stats
