// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "stats/hodges_lehmann.hpp"

namespace trackmeet::stats {

/// Where one sample lies: the median of its Walsh averages, those of all pairs of its values, each with itself too
/// (Hodges and Lehmann 1963), and the exact interval that inverts the signed-rank test, at the smallest attainable
/// confidence that is at least `confidence` in (0, 1). The values are finite and not empty, in any order; the interval
/// takes for granted that they lie symmetrically around where they lie.
Shift walsh(std::span<const double> values, double confidence = 0.95);

}  // namespace trackmeet::stats
