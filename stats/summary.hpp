// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace trackmeet::stats {

/// Middle value, or the mean of the two middle ones. `values` in any order, finite and not empty.
double median(std::span<const double> values);

/// Arithmetic mean; `values` not empty.
double mean(std::span<const double> values);

/// Sample variance, with n - 1; 0 for fewer than two values.
double variance(std::span<const double> values);

struct TrimmedMean {
  double value = 0;
  double error = 0;  ///< standard error; 0 for fewer than two values
};

/// Mean without the lowest and the highest fifth, and its standard error from the Winsorized variance (Tukey and
/// McLaughlin 1963): a location that a few wild values do not move. `values` in any order, not empty.
TrimmedMean trimmed_mean(std::span<const double> values);

}  // namespace trackmeet::stats
