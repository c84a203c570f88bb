// SPDX-License-Identifier: Apache-2.0
#include "compare/process_level.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>

namespace trackmeet::compare {

double log_level(std::span<double> repetitions, model::Better better) {
  assert(!repetitions.empty());
  if (better == model::Better::higher)
    std::ranges::sort(repetitions, std::greater());
  else
    std::ranges::sort(repetitions);
  const std::span<const double> half = repetitions.first((repetitions.size() + 1) / 2);
  double sum = 0;
  for (const double value : half) sum += std::log(value);
  return sum / static_cast<double>(half.size());
}

}  // namespace trackmeet::compare
