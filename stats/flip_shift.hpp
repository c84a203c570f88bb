// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "stats/hodges_lehmann.hpp"
#include "stats/sign_flips.hpp"

namespace trackmeet::stats {

/// Where values of unequal noise lie: their mean with the weights of `sign_flips` around that mean, from the median on
/// (maximum likelihood for a t distribution: Lange, Little and Taylor 1989). The interval reaches on either side to
/// where `sign_flips` first rejects at half of 1 - `confidence`, in (0, 1); it takes for granted that values lie
/// symmetrically around where they lie. Too few values for that have their whole range for an interval, with the
/// confidence that it has. Its ends are found to a thousandth of their distance from the estimate, of more
/// than 20 values by the normal approximation of the test. Values finite and
/// not empty, in any order; sizes as for `sign_flips`.
Shift flip_shift(std::span<const NoisyValue> values, double confidence = 0.95);

}  // namespace trackmeet::stats
