// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace trackmeet::stats {

struct Shift {
  double estimate = 0;  ///< of how much larger y is than x: the median of all differences y_j - x_i
  double low = 0;       ///< the interval, ends included; contains the estimate
  double high = 0;
  double confidence =
      0;  ///< what the interval really has, in (0, 1]; less than asked for only where the samples are too small
  double error = 0;  ///< standard error of the estimate, read off the interval's width
};

/// The Hodges-Lehmann shift from x to y (Hodges and Lehmann 1963) and the exact interval that inverts the Mann-Whitney
/// test, at the smallest attainable confidence that is at least `confidence` in (0, 1). Samples finite and not empty,
/// in any order.
Shift hodges_lehmann(std::span<const double> x, std::span<const double> y, double confidence = 0.95);

}  // namespace trackmeet::stats
