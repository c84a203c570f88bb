// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace trackmeet::stats {

/// How the null distribution of the rank sum is had.
enum class RankMethod {
  automatic,   ///< exact where that costs little (up to `largest_exact` values in all), the normal approximation beyond
  exact,       ///< every way to deal the pooled values, ties included, to the two sides
  asymptotic,  ///< normal, with tie and continuity correction, as scipy's `method='asymptotic'`
};

inline constexpr std::size_t largest_exact = 70;

struct RankTest {
  double u = 0;        ///< pairs in which x > y, ties counting one half
  double p = 1;        ///< two-sided: twice the smaller tail, at most 1
  bool exact = false;  ///< whether p is from the exact distribution
};

/// The Mann-Whitney U test (Mann and Whitney 1947) of two independent samples, finite and not empty, in any order. The
/// exact distribution is that of the midranks at hand, so that ties cost nothing of its exactness.
RankTest mann_whitney(std::span<const double> x, std::span<const double> y, RankMethod method = RankMethod::automatic);

/// The smallest two-sided p that samples of these sizes can ever give: 2 / C(n + m, n), at most 1.
double smallest_rank_p(std::size_t n, std::size_t m);

/// Fewest values a side, with both sides equal, at which the smallest p is at most `alpha` in (0, 1).
std::size_t rounds_to_reach(double alpha);

/// P(U <= u) for u = 0, 1, …, n*m under the null hypothesis without ties.
std::vector<double> rank_distribution(std::size_t n, std::size_t m);

}  // namespace trackmeet::stats
