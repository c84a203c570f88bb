// SPDX-License-Identifier: Apache-2.0
#include "stats/hodges_lehmann.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

#include "stats/distributions.hpp"
#include "stats/mann_whitney.hpp"

namespace trackmeet::stats {
namespace {

/// How many of the smallest (and of the largest) differences the interval leaves out, and the confidence that this
/// gives.
struct Cut {
  std::size_t outside = 0;
  double confidence = 0;
  double half_width = INFINITY;  ///< of an interval of that confidence, in standard errors
};

Cut exact_cut(std::size_t n, std::size_t m, double confidence) {
  const std::vector<double> below = rank_distribution(n, m);
  Cut cut{0, 1 - 2 * below[0]};
  // Leaving out k at each end covers with 1 - 2 P(U <= k): keep leaving out while that is enough.
  while (cut.outside + 1 < below.size() / 2 && 1 - 2 * below[cut.outside + 1] >= confidence) {
    ++cut.outside;
    cut.confidence = 1 - 2 * below[cut.outside];
  }
  return cut;
}

Cut asymptotic_cut(std::size_t n, std::size_t m, double confidence) {
  const auto a = static_cast<double>(n);
  const auto b = static_cast<double>(m);
  const double spread = std::sqrt(a * b * (a + b + 1) / 12);
  const double outside = std::floor(a * b / 2 - two_sided_quantile(1 - confidence, many_degrees) * spread - 0.5);
  return {outside > 0 ? static_cast<std::size_t>(outside) : 0, confidence};
}

/// The cut depends on the sizes only, and a suite has the same sizes many times over.
Cut cut_for(std::size_t n, std::size_t m, double confidence) {
  const auto measured = [](Cut cut) {
    if (cut.confidence > 0) cut.half_width = two_sided_quantile(1 - cut.confidence, many_degrees);
    return cut;
  };
  if (n + m > 2 * largest_exact) return measured(asymptotic_cut(n, m, confidence));
  thread_local std::map<std::tuple<std::size_t, std::size_t, double>, Cut> known;
  const auto [entry, fresh] = known.try_emplace(std::tuple(n, m, confidence));
  if (fresh) entry->second = measured(exact_cut(n, m, confidence));
  return entry->second;
}

}  // namespace

Shift hodges_lehmann(std::span<const double> x, std::span<const double> y, double confidence) {
  assert(!x.empty() && !y.empty() && confidence > 0 && confidence < 1);
  std::vector<double> differences;
  differences.reserve(x.size() * y.size());
  for (const double from : x)
    for (const double to : y) differences.push_back(to - from);

  // Three order statistics are wanted, which takes less than sorting: the middle first, then one in each half.
  const Cut cut = cut_for(x.size(), y.size(), confidence);
  const auto begin = differences.begin();
  const auto middle = begin + static_cast<std::ptrdiff_t>(differences.size() / 2);
  const auto low = begin + static_cast<std::ptrdiff_t>(cut.outside);
  const auto high = differences.end() - 1 - static_cast<std::ptrdiff_t>(cut.outside);
  std::nth_element(begin, middle, differences.end());
  if (low < middle) std::nth_element(begin, low, middle);
  if (high > middle) std::nth_element(middle + 1, high, differences.end());
  Shift shift;
  shift.low = *low;
  shift.high = *high;
  shift.estimate = differences.size() % 2 == 1 ? *middle : std::midpoint(*std::max_element(begin, middle), *middle);
  shift.confidence = std::max(cut.confidence, 0.0);
  // One value a side gives a single difference and no idea of its error.
  shift.error = shift.confidence > 0 ? (shift.high - shift.low) / 2 / cut.half_width : INFINITY;
  return shift;
}

}  // namespace trackmeet::stats
