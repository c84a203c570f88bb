// SPDX-License-Identifier: Apache-2.0
#include "stats/walsh.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include "stats/distributions.hpp"
#include "stats/signed_rank.hpp"

namespace trackmeet::stats {
namespace {

double average(double a, double b) { return a / 2 + b / 2; }

/// How many averages of pairs of `sorted` values are at most `limit`. Linear.
std::size_t averages_up_to(std::span<const double> sorted, double limit) {
  std::size_t count = 0;
  std::size_t end = sorted.size();  // of the partners of the value at hand that are small enough
  for (std::size_t i = 0; i < end; ++i) {
    while (end > i && average(sorted[i], sorted[end - 1]) > limit) --end;
    count += end - i;
  }
  return count;
}

/// The average at `place` (from 0) in their ascending order, without making them all: bisection down to neighbouring
/// numbers (after Johnson and Mizoguchi 1978).
double average_at(std::span<const double> sorted, std::size_t place) {
  double below = sorted.front();  // once it is known not to be the answer
  double high = sorted.back();
  if (averages_up_to(sorted, below) > place) return below;
  // Zero comes first: towards it, where numbers are dense, bisection would halve a thousand times.
  for (const double pivot : {-std::numeric_limits<double>::denorm_min(), 0.0})
    if (below < pivot && pivot < high) (averages_up_to(sorted, pivot) > place ? high : below) = pivot;
  while (true) {
    const double middle = average(below, high);
    if (middle <= below || middle >= high) return high;
    (averages_up_to(sorted, middle) > place ? high : below) = middle;
  }
}

/// How many averages at either end the interval leaves out, and the confidence that this gives.
struct Cut {
  std::size_t outside = 0;
  double confidence = 0;
};

Cut asymptotic_cut(std::size_t n, double confidence) {
  const auto count = static_cast<double>(n);
  const double spread = std::sqrt(count * (count + 1) * (2 * count + 1) / 24);
  const double outside =
      std::floor(count * (count + 1) / 4 - two_sided_quantile(1 - confidence, many_degrees) * spread - 0.5);
  return {outside > 0 ? static_cast<std::size_t>(outside) : 0, confidence};
}

Cut exact_cut(std::size_t n, double confidence) {
  Cut cut{0, 1 - 2 * signed_rank_tail(n, 0)};
  // Leaving out k at each end covers with 1 - 2 P(W <= k): keep leaving out while that is enough.
  while (1 - 2 * signed_rank_tail(n, cut.outside + 1) >= confidence) {
    ++cut.outside;
    cut.confidence = 1 - 2 * signed_rank_tail(n, cut.outside);
  }
  return cut;
}

/// The cut depends on the size only, and a duet asks for the same sizes many times over.
Cut cut_for(std::size_t n, double confidence) {
  if (n > largest_exact_flips) return asymptotic_cut(n, confidence);
  thread_local std::map<std::pair<std::size_t, double>, Cut> known;
  const auto [entry, fresh] = known.try_emplace(std::pair(n, confidence));
  if (fresh) entry->second = exact_cut(n, confidence);
  return entry->second;
}

}  // namespace

Shift walsh(std::span<const double> values, double confidence) {
  assert(!values.empty() && confidence > 0 && confidence < 1);
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  const std::size_t averages = sorted.size() * (sorted.size() + 1) / 2;
  const Cut cut = cut_for(sorted.size(), confidence);
  Shift shift;
  shift.estimate = average(average_at(sorted, (averages - 1) / 2), average_at(sorted, averages / 2));
  shift.low = average_at(sorted, cut.outside);
  shift.high = average_at(sorted, averages - 1 - cut.outside);
  shift.confidence = std::max(cut.confidence, 0.0);
  // A single value gives no idea of its error.
  shift.error = shift.confidence > 0
                    ? (shift.high - shift.low) / 2 / two_sided_quantile(1 - shift.confidence, many_degrees)
                    : INFINITY;
  return shift;
}

}  // namespace trackmeet::stats
