// SPDX-License-Identifier: Apache-2.0
#include "stats/signed_rank.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "stats/distributions.hpp"

namespace trackmeet::stats {
namespace {

/// Ranks of the sizes of the values that are not zero, doubled so that mean ranks are whole.
struct Ranks {
  std::vector<std::size_t> doubled;
  std::size_t total = 0;  ///< sum of them all
  std::size_t above = 0;  ///< sum of those of positive values
  std::size_t cap = 0;    ///< the highest rank
  bool plain = true;      ///< neither ties nor zeros: the ranks are 1 to n, up to the cap
};

Ranks rank(std::span<const double> values, double cap) {
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted, {}, [](double value) { return std::abs(value); });
  Ranks ranks;
  ranks.cap = static_cast<std::size_t>(std::ceil(cap * static_cast<double>(sorted.size())));
  for (std::size_t first = 0; first < sorted.size();) {
    std::size_t last = first;
    while (last + 1 < sorted.size() && std::abs(sorted[last + 1]) == std::abs(sorted[first])) ++last;
    ranks.plain = ranks.plain && last == first && sorted[first] != 0;
    for (std::size_t i = first; i <= last && sorted[first] != 0; ++i) {
      const std::size_t doubled = std::min(first + last + 2, 2 * ranks.cap);
      ranks.doubled.push_back(doubled);
      ranks.total += doubled;
      if (sorted[i] > 0) ranks.above += doubled;
    }
    first = last + 1;
  }
  return ranks;
}

/// Probability of each sum from 0 to `largest` of the weights of a random half of `weights`. Counts are doubles: exact
/// enough (1e-16) and, with at most `largest_exact_flips` of them, never overflowing.
std::vector<double> flip_distribution(std::span<const std::size_t> weights, std::size_t largest) {
  std::vector<double> ways(largest + 1, 0.0);
  ways[0] = 1;
  std::size_t reached = 0;
  for (const std::size_t weight : weights) {
    reached = std::min(reached + weight, largest);
    for (std::size_t sum = reached; sum + 1 > weight; --sum) ways[sum] += ways[sum - weight];
  }
  const int flips = static_cast<int>(weights.size());
  for (double& way : ways) way = std::ldexp(way, -flips);
  return ways;
}

/// The sum of n ranks without ties, up to a cap.
std::size_t total_of(std::size_t n, std::size_t cap) { return cap * (cap + 1) / 2 + (n - cap) * cap; }

/// P(W <= sum) for sums up to the middle, where the distribution mirrors itself. It depends on n and the cap only, and
/// a suite has the same n many times over.
const std::vector<double>& lower_half(std::size_t n, std::size_t cap) {
  thread_local std::map<std::pair<std::size_t, std::size_t>, std::vector<double>> known;
  const auto [entry, fresh] = known.try_emplace(std::pair(n, cap));
  if (fresh) {
    std::vector<std::size_t> weights(n);
    for (std::size_t i = 0; i < n; ++i) weights[i] = std::min(i + 1, cap);
    entry->second = flip_distribution(weights, total_of(n, cap) / 2);
    std::partial_sum(entry->second.begin(), entry->second.end(), entry->second.begin());
  }
  return entry->second;
}

/// P(W <= sum) without ties and zeros.
double plain_tail(std::size_t n, std::size_t cap, std::size_t sum) {
  const std::size_t total = total_of(n, cap);
  if (sum >= total) return 1;
  const std::vector<double>& lower = lower_half(n, cap);
  return sum < lower.size() ? lower[sum] : 1 - lower[total - sum - 1];
}

/// P(W <= sum) for doubled ranks, where 2 * sum <= their total.
double tail_of(const Ranks& ranks, std::size_t sum) {
  const std::vector<double> chances = flip_distribution(ranks.doubled, sum);
  return std::accumulate(chances.begin(), chances.end(), 0.0);
}

/// P(Z >= z) of the normal distribution.
double beyond(double z) {
  const double tail = two_sided_p(z, many_degrees) / 2;
  return z >= 0 ? tail : 1 - tail;
}

/// Standard deviation of the doubled sum: each doubled rank is in it or not.
double spread_of(const Ranks& ranks) {
  double squares = 0;
  for (const std::size_t rank : ranks.doubled) squares += static_cast<double>(rank * rank);
  return std::sqrt(squares) / 2;
}

}  // namespace

double signed_rank_tail(std::size_t n, std::size_t sum) {
  assert(n <= largest_exact_flips);
  return plain_tail(n, n, sum);
}

SignedRankTest signed_rank(std::span<const double> values, double cap) {
  assert(cap > 0 && cap <= 1);
  const Ranks ranks = rank(values, cap);
  SignedRankTest test;
  test.above = static_cast<double>(ranks.above) / 2;
  if (ranks.doubled.empty()) return test;
  test.exact = values.size() <= largest_exact_flips;
  const std::size_t below = ranks.total - ranks.above;
  const std::size_t smaller = std::min(ranks.above, below);
  double small = 1;
  double large = 1;
  if (test.exact && ranks.plain) {
    small = plain_tail(values.size(), ranks.cap, smaller / 2);
    large = smaller == 0 ? 1 : 1 - plain_tail(values.size(), ranks.cap, smaller / 2 - 1);
  } else if (test.exact) {
    small = tail_of(ranks, smaller);
    large = smaller == 0 ? 1 : 1 - tail_of(ranks, smaller - 1);
  } else {
    const double distance = static_cast<double>(ranks.total) / 2 - static_cast<double>(smaller);
    const double spread = spread_of(ranks);
    small = beyond((distance - 1) / spread);  // half a rank, doubled, corrects for the sum being whole
    large = beyond((-distance - 1) / spread);
  }
  test.p_above = ranks.above > below ? small : large;
  test.p_below = ranks.above > below ? large : small;
  if (ranks.above == below) test.p_above = test.p_below = std::min(1.0, small);
  return test;
}

}  // namespace trackmeet::stats
