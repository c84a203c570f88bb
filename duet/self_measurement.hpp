// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "compare/duet_decision.hpp"

namespace trackmeet::duet {

/// The probability with which `smallest_change` is told.
inline constexpr double power_of_smallest_change = 0.9;

/// The smallest change, relative (0.01 is one per cent), that a duet by `plan` proves with a probability of 90 % where
/// they vary as `blocks` do, those of a build against itself: what its last look finds, with the part of the level that
/// is left for it. More or fewer blocks than the plan has are reckoned up or down. Infinite where the plan cannot prove
/// anything, or there is no second block to show how they vary. A reckoning by the signed-rank test
/// (`stats::detectable_shift`), which finds about as much as `stats::sign_flips` of values that are equally noisy,
/// which is what `block_spread` makes of them.
double smallest_change(std::span<const stats::NoisyValue> blocks, const compare::BlockPlan& plan);

/// The standard deviation that equally noisy, normal blocks would have whose shift is as well known as that of these
/// (at least one block). Hardly moved by outliers. Relative, since it is small. NaN of a single block.
double block_spread(std::span<const stats::NoisyValue> blocks);

}  // namespace trackmeet::duet
