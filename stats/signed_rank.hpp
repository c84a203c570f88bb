// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

namespace trackmeet::stats {

/// Up to this many values the distribution over all sign flips is had exactly; beyond, by the normal approximation.
inline constexpr std::size_t largest_exact_flips = 200;

struct SignedRankTest {
  double above = 0;    ///< sum of the ranks of the positive values
  double p_above = 1;  ///< one-sided, P(W >= above): small if the values lie above zero
  double p_below = 1;  ///< one-sided, P(W <= above): small if the values lie below zero
  bool exact = true;   ///< whether that is over all sign flips of the values at hand
};

/// The signed-rank test of Wilcoxon (1945): how `above` lies among its values under all 2^n ways to flip the signs of
/// `values`, which are finite and in any order. Equal sizes share their mean rank. Zeros are ranked and then left out,
/// as Pratt (1959) has it: flipping them changes nothing, so the flips stay exact, and p moves one way when all values
/// do. No value, or zeros only, give p = 1. Ranks above the share `cap` in (0, 1] of all values count no more than the
/// rank there, so that wild values weigh less: any score of sizes leaves the flips exact.
SignedRankTest signed_rank(std::span<const double> values, double cap = 1);

/// P(W <= sum) for the sum of the ranks of the positive ones among `n` values without ties and zeros, if every sign is
/// as likely as the other; `n` at most `largest_exact_flips`.
double signed_rank_tail(std::size_t n, std::size_t sum);

}  // namespace trackmeet::stats
