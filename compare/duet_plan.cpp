// SPDX-License-Identifier: Apache-2.0
#include "compare/duet_plan.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "stats/alpha_spending.hpp"

namespace trackmeet::compare {
namespace {

constexpr double shares_of_looks[] = {0.2, 0.3, 0.4, 0.55, 0.7, 0.85, 1};
constexpr std::uint32_t fewest_blocks = 6;
constexpr double share_of_primary = 0.9;

}  // namespace

std::vector<std::uint32_t> looks_for(std::uint32_t most_blocks) {
  assert(most_blocks > 0);
  std::vector<std::uint32_t> looks;
  for (const double share : shares_of_looks) {
    const auto blocks = static_cast<std::uint32_t>(std::lround(share * most_blocks));
    if (blocks >= std::min(fewest_blocks, most_blocks) && (looks.empty() || blocks > looks.back()))
      looks.push_back(blocks);
  }
  return looks;
}

double smallest_flip_p(std::uint32_t blocks) { return std::ldexp(1.0, -static_cast<int>(std::min(blocks, 1000U))); }

bool can_fire(std::span<const std::uint32_t> looks, double level) {
  double spent = 0;
  for (const std::uint32_t blocks : looks) {
    const double may_spend = stats::alpha_spent(level, static_cast<double>(blocks) / looks.back());
    if (smallest_flip_p(blocks) <= may_spend - spent) return true;
    spent = may_spend;
  }
  return false;
}

std::uint32_t blocks_to_fire(double level) {
  std::uint32_t blocks = 1;
  while (!can_fire(looks_for(blocks), level)) ++blocks;
  return blocks;
}

double level_of_row(double alpha, std::uint64_t benchmarks, bool is_primary, std::size_t others) {
  const double of_benchmark = alpha / static_cast<double>(std::max<std::uint64_t>(1, benchmarks));
  const double both_directions = others == 0  ? of_benchmark
                                 : is_primary ? of_benchmark * share_of_primary
                                              : of_benchmark * (1 - share_of_primary) / static_cast<double>(others);
  return both_directions / 2;
}

}  // namespace trackmeet::compare
