// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace trackmeet::stats {

/// Adjusted p-values, in the order of `p`, after Benjamini and Hochberg (1995): calling everything with an adjusted p
/// of at most q a discovery keeps the expected share of false ones at q, for independent tests and for positively
/// dependent ones (Benjamini and Yekutieli 2001).
std::vector<double> benjamini_hochberg(std::span<const double> p);

}  // namespace trackmeet::stats
