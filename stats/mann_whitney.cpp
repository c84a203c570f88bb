// SPDX-License-Identifier: Apache-2.0
#include "stats/mann_whitney.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "stats/distributions.hpp"

namespace trackmeet::stats {
namespace {

/// Ranks of the pooled values, doubled so that midranks are whole, in the order x then y, and the sizes of the groups
/// of ties.
struct Ranks {
  std::vector<std::size_t> doubled;
  std::vector<std::size_t> ties;
};

Ranks rank(std::span<const double> x, std::span<const double> y) {
  std::vector<double> pooled(x.begin(), x.end());
  pooled.insert(pooled.end(), y.begin(), y.end());
  std::vector<std::size_t> order(pooled.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return pooled[i]; });

  Ranks ranks{std::vector<std::size_t>(pooled.size()), {}};
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first;
    while (last + 1 < order.size() && pooled[order[last + 1]] == pooled[order[first]]) ++last;
    for (std::size_t i = first; i <= last; ++i) ranks.doubled[order[i]] = first + last + 2;
    if (last > first) ranks.ties.push_back(last - first + 1);
    first = last + 1;
  }
  return ranks;
}

/// In how many ways `chosen` of the `weights` add up to each sum. Counts are doubles: exact enough (1e-16) and never
/// overflowing.
std::vector<double> subset_sums(std::span<const std::size_t> weights, std::size_t chosen) {
  std::vector<std::size_t> heaviest(weights.begin(), weights.end());
  std::ranges::sort(heaviest, std::greater());
  const std::size_t largest =
      std::accumulate(heaviest.begin(), heaviest.begin() + static_cast<std::ptrdiff_t>(chosen), std::size_t{0});
  const std::size_t width = largest + 1;
  std::vector<double> ways((chosen + 1) * width, 0.0);  // ways[k * width + sum]
  ways[0] = 1;
  std::size_t taken = 0;
  for (const std::size_t weight : weights) {
    taken = std::min(taken + 1, chosen);
    for (std::size_t k = taken; k >= 1; --k) {
      double* into = &ways[k * width];
      const double* from = &ways[(k - 1) * width];
      for (std::size_t sum = weight; sum <= largest; ++sum) into[sum] += from[sum - weight];
    }
  }
  return {ways.end() - static_cast<std::ptrdiff_t>(width), ways.end()};
}

/// The same; a suite has the same few patterns of ties many times over. Valid until the next call.
const std::vector<double>& known_subset_sums(std::span<const std::size_t> weights, std::size_t chosen) {
  constexpr std::size_t most_known = 1000;
  thread_local std::map<std::pair<std::size_t, std::vector<std::size_t>>, std::vector<double>> known;
  std::vector<std::size_t> sorted(weights.begin(), weights.end());
  std::ranges::sort(sorted);
  if (known.size() >= most_known) known.clear();
  const auto [entry, fresh] = known.try_emplace({chosen, std::move(sorted)});
  if (fresh) entry->second = subset_sums(entry->first.second, chosen);
  return entry->second;
}

/// Two-sided p of the doubled rank sum of `side`, which holds `chosen` of the pooled `weights`.
double exact_p(std::span<const std::size_t> weights, std::size_t chosen, std::size_t side) {
  const std::vector<double>& ways = known_subset_sums(weights, chosen);
  double below = 0;
  double above = 0;
  double all = 0;
  for (std::size_t sum = 0; sum < ways.size(); ++sum) {
    all += ways[sum];
    if (sum <= side) below += ways[sum];
    if (sum >= side) above += ways[sum];
  }
  return std::min(1.0, 2 * std::min(below, above) / all);
}

/// Without ties the table depends on the sizes only, and a suite has the same sizes many times over.
double exact_p_without_ties(std::size_t n, std::size_t m, double u) {
  thread_local std::map<std::pair<std::size_t, std::size_t>, std::vector<double>> known;
  const auto [entry, fresh] = known.try_emplace(std::minmax(n, m));
  if (fresh) entry->second = rank_distribution(n, m);
  const double smaller = std::min(u, static_cast<double>(n * m) - u);
  return std::min(1.0, 2 * entry->second[static_cast<std::size_t>(smaller)]);
}

double asymptotic_p(double u, double n, double m, std::span<const std::size_t> ties) {
  const double total = n + m;
  double lost = 0;
  for (const std::size_t size : ties) {
    const auto t = static_cast<double>(size);
    lost += t * t * t - t;
  }
  const double variance = n * m / 12 * (total + 1 - (total > 1 ? lost / (total * (total - 1)) : 0));
  if (variance <= 0) return 1;
  const double distance = std::max(u, n * m - u) - n * m / 2 - 0.5;
  return distance <= 0 ? 1 : std::min(1.0, two_sided_p(distance / std::sqrt(variance), many_degrees));
}

/// Of two samples of not more than `largest_exact` values in all: pairs in which x > y, if no two values are equal.
std::optional<double> u_without_ties(std::span<const double> x, std::span<const double> y) {
  std::array<double, largest_exact> pooled{};
  const auto end = std::ranges::copy(y, std::ranges::copy(x, pooled.begin()).out).out;
  std::sort(pooled.begin(), end);
  if (std::adjacent_find(pooled.begin(), end) != end) return std::nullopt;
  std::size_t above = 0;
  for (const double from : x)
    for (const double to : y) above += from > to ? 1 : 0;
  return static_cast<double>(above);
}

}  // namespace

RankTest mann_whitney(std::span<const double> x, std::span<const double> y, RankMethod method) {
  assert(!x.empty() && !y.empty());
  if (method != RankMethod::asymptotic && x.size() + y.size() <= largest_exact) {
    if (const std::optional<double> u = u_without_ties(x, y))
      return {*u, exact_p_without_ties(x.size(), y.size(), *u), true};
  }
  const Ranks ranks = rank(x, y);
  const std::size_t n = x.size();
  const std::size_t x_sum =
      std::accumulate(ranks.doubled.begin(), ranks.doubled.begin() + static_cast<std::ptrdiff_t>(n), std::size_t{0});
  RankTest test;
  test.u = (static_cast<double>(x_sum) - static_cast<double>(n * (n + 1))) / 2;
  test.exact = method == RankMethod::exact || (method == RankMethod::automatic && n + y.size() <= largest_exact);
  if (test.exact && ranks.ties.empty()) {
    test.p = exact_p_without_ties(n, y.size(), test.u);
  } else if (test.exact) {
    // The smaller side's sum has the smaller table; both tell the same.
    const bool x_smaller = n <= y.size();
    const std::size_t all = std::accumulate(ranks.doubled.begin(), ranks.doubled.end(), std::size_t{0});
    test.p = exact_p(ranks.doubled, std::min(n, y.size()), x_smaller ? x_sum : all - x_sum);
  } else {
    test.p = asymptotic_p(test.u, static_cast<double>(n), static_cast<double>(y.size()), ranks.ties);
  }
  return test;
}

double smallest_rank_p(std::size_t n, std::size_t m) {
  const double log_ways = std::lgamma(static_cast<double>(n + m) + 1) - std::lgamma(static_cast<double>(n) + 1) -
                          std::lgamma(static_cast<double>(m) + 1);
  return std::min(1.0, 2 * std::exp(-log_ways));
}

std::size_t rounds_to_reach(double alpha) {
  assert(alpha > 0 && alpha < 1);
  std::size_t rounds = 1;
  while (smallest_rank_p(rounds, rounds) > alpha * (1 + 1e-9)) ++rounds;
  return rounds;
}

std::vector<double> rank_distribution(std::size_t n, std::size_t m) {
  std::vector<std::size_t> weights(n + m);
  std::iota(weights.begin(), weights.end(), std::size_t{1});
  const std::vector<double> ways = subset_sums(weights, std::min(n, m));
  const std::size_t least = std::min(n, m) * (std::min(n, m) + 1) / 2;
  const double all = std::accumulate(ways.begin(), ways.end(), 0.0);
  std::vector<double> cumulative(n * m + 1);
  double sum = 0;
  for (std::size_t u = 0; u <= n * m; ++u) {
    sum += ways[least + u];
    cumulative[u] = sum / all;
  }
  return cumulative;
}

}  // namespace trackmeet::stats
