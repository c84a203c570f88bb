// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "compare/duet_decision.hpp"

namespace trackmeet::duet {

/// The probability with which `smallest_change` is told.
inline constexpr double power_of_smallest_change = 0.9;

/// The smallest change, relative (0.01 is one per cent), that a duet by `plan` proves with a probability of 90 % where
/// blocks vary as `d` do: what its last look finds (see `stats::detectable_shift`), with the part of the level that is
/// left for it. `d`: the differences of the blocks of a build against itself; more or fewer than the plan has are
/// reckoned up or down. Infinite where the plan cannot prove anything, or there is no second block to show how they
/// vary.
double smallest_change(std::span<const double> d, const compare::BlockPlan& plan);

/// The standard deviation of a block's `d` (at least one), taken from the error of the Hodges-Lehmann estimate: exact
/// for normal ones, hardly moved by outliers. Relative, since it is small. NaN of a single block.
double block_spread(std::span<const double> d);

}  // namespace trackmeet::duet
