// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace trackmeet::stats {

/// Degrees of freedom from which Student's t is taken for the normal distribution.
inline constexpr double many_degrees = 1e6;

/// Probability that |T| >= |t| for Student's t with `degrees` > 0 degrees of freedom (infinity: the normal
/// distribution).
double two_sided_p(double t, double degrees);

/// The t that |T| exceeds with probability `alpha` in (0, 1).
double two_sided_quantile(double alpha, double degrees);

}  // namespace trackmeet::stats
