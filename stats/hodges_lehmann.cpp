// SPDX-License-Identifier: Apache-2.0
#include "stats/hodges_lehmann.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "stats/distributions.hpp"
#include "stats/mann_whitney.hpp"
#include "stats/summary.hpp"

namespace trackmeet::stats {
namespace {

/// How many of the smallest (and of the largest) differences the interval leaves out, and the confidence that this
/// gives.
struct Cut {
  std::size_t outside = 0;
  double confidence = 0;
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
  if (n + m > 2 * largest_exact) return asymptotic_cut(n, m, confidence);
  struct Known {
    std::size_t n, m;
    double confidence;
    auto operator<=>(const Known&) const = default;
  };
  thread_local std::map<Known, Cut> known;
  const auto [entry, fresh] = known.try_emplace(Known{n, m, confidence});
  if (fresh) entry->second = exact_cut(n, m, confidence);
  return entry->second;
}

}  // namespace

Shift hodges_lehmann(std::span<const double> x, std::span<const double> y, double confidence) {
  assert(!x.empty() && !y.empty() && confidence > 0 && confidence < 1);
  std::vector<double> differences;
  differences.reserve(x.size() * y.size());
  for (const double from : x)
    for (const double to : y) differences.push_back(to - from);
  std::ranges::sort(differences);

  const Cut cut = cut_for(x.size(), y.size(), confidence);
  Shift shift;
  shift.estimate = median(differences);
  shift.low = differences[cut.outside];
  shift.high = differences[differences.size() - 1 - cut.outside];
  shift.confidence = std::max(cut.confidence, 0.0);
  // One value a side gives a single difference and no idea of its error.
  shift.error = shift.confidence > 0
                    ? (shift.high - shift.low) / 2 / two_sided_quantile(1 - shift.confidence, many_degrees)
                    : INFINITY;
  return shift;
}

}  // namespace trackmeet::stats
