// SPDX-License-Identifier: Apache-2.0
#include "stats/summary.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace trackmeet::stats {

double median(std::span<const double> values) {
  assert(!values.empty());
  std::vector<double> copy(values.begin(), values.end());
  const auto middle = copy.begin() + static_cast<std::ptrdiff_t>(copy.size() / 2);
  std::ranges::nth_element(copy, middle);
  if (copy.size() % 2 == 1) return *middle;
  return std::midpoint(*std::max_element(copy.begin(), middle), *middle);
}

double mean(std::span<const double> values) {
  assert(!values.empty());
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double variance(std::span<const double> values) {
  if (values.size() < 2) return 0;
  const double centre = mean(values);
  double squares = 0;
  for (const double value : values) squares += (value - centre) * (value - centre);
  return squares / static_cast<double>(values.size() - 1);
}

TrimmedMean trimmed_mean(std::span<const double> values) {
  assert(!values.empty());
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  const std::size_t cut = sorted.size() / 5;
  const std::size_t kept = sorted.size() - 2 * cut;
  TrimmedMean result;
  result.value = mean(std::span(sorted).subspan(cut, kept));
  for (std::size_t i = 0; i < cut; ++i) {
    sorted[i] = sorted[cut];
    sorted[sorted.size() - 1 - i] = sorted[sorted.size() - 1 - cut];
  }
  // The trimmed values' squares count for those that are left: n - 1 over k - 1 degrees.
  const auto n = static_cast<double>(sorted.size());
  const auto k = static_cast<double>(kept);
  if (kept > 1) result.error = std::sqrt(variance(sorted) * (n - 1) / (k * (k - 1)));
  return result;
}

}  // namespace trackmeet::stats
