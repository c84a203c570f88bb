// SPDX-License-Identifier: Apache-2.0
#include "duet/time_plan.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace trackmeet::duet {
namespace {

constexpr std::uint32_t for_an_estimate = 2;
constexpr double caution = 0.9;  ///< blocks may take longer than the first look at them let expect
constexpr double hope = 0.3;     ///< of the time: what decided benchmarks will leave to the others, at best

/// The time that each benchmark gets if none gets more than it can use and all is given away.
double fair_share(std::vector<double> wanted_s, double budget_s) {
  std::ranges::sort(wanted_s);
  for (std::size_t i = 0; i < wanted_s.size(); ++i) {
    const double share = budget_s / static_cast<double>(wanted_s.size() - i);
    if (wanted_s[i] > share) return share;
    budget_s -= wanted_s[i];
  }
  return wanted_s.empty() ? 0 : wanted_s.back();
}

}  // namespace

std::vector<std::uint32_t> plan_blocks(std::span<const double> block_s, double budget_s, std::uint32_t most_blocks,
                                       std::uint32_t to_fire) {
  std::vector<std::uint32_t> blocks(block_s.size(), 0);
  std::vector<bool> cut(block_s.size(), false);
  for (;;) {
    std::vector<double> wanted_s;
    double left_s = budget_s * caution;
    for (std::size_t i = 0; i < block_s.size(); ++i)
      if (cut[i])
        left_s -= block_s[i] * for_an_estimate;
      else
        wanted_s.push_back(block_s[i] * most_blocks);
    if (wanted_s.empty()) break;
    const double others = 1 - 1 / static_cast<double>(wanted_s.size());
    const double share_s = fair_share(wanted_s, std::max(0.0, left_s) * (1 + hope * others));

    std::size_t worst = block_s.size();
    for (std::size_t i = 0; i < block_s.size(); ++i) {
      if (cut[i]) continue;
      blocks[i] = static_cast<std::uint32_t>(
          std::clamp(std::floor(share_s / block_s[i] * (1 + 1e-9)), 0.0, static_cast<double>(most_blocks)));
      if (blocks[i] < std::min(to_fire, most_blocks) && (worst == block_s.size() || block_s[i] > block_s[worst]))
        worst = i;
    }
    if (worst == block_s.size()) break;
    cut[worst] = true;
    blocks[worst] = std::min(for_an_estimate, most_blocks);
  }
  return blocks;
}

}  // namespace trackmeet::duet
