// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace trackmeet::stats {

/// P(W <= sum) for the sum W of the ranks of the positive ones among `n` values without ties and zeros (Wilcoxon 1945),
/// if every sign is as likely as the other; `n` at most `largest_exact_flips`.
double signed_rank_tail(std::size_t n, std::size_t sum);

/// How far `n` normal values must lie above zero, in their standard deviations, for the one-sided signed-rank test of
/// `level` in (0, 1/2) to find it with probability `power` in (1/2, 1). The critical value is the exact one up to
/// `largest_exact_flips`; the rank sum away from zero is taken to be normal, with the mean and the variance of Lehmann
/// (Nonparametrics, 1975, section 4.2). Infinite where no values could ever reach the level.
double detectable_shift(std::size_t n, double level, double power);

}  // namespace trackmeet::stats
