// SPDX-License-Identifier: Apache-2.0
#include "stats/false_discovery.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace trackmeet::stats {

std::vector<double> benjamini_hochberg(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return p[i]; });
  std::vector<double> adjusted(p.size());
  double smallest = 1;
  for (std::size_t rank = p.size(); rank >= 1; --rank) {
    const std::size_t i = order[rank - 1];
    smallest = std::min(smallest, p[i] * (static_cast<double>(p.size()) / static_cast<double>(rank)));
    adjusted[i] = smallest;
  }
  return adjusted;
}

}  // namespace trackmeet::stats
