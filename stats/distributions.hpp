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

/// Probability that a ratio of two independent variances, of `above` and `below` degrees of freedom (positive), is at
/// least `ratio` if the true ones are equal (Fisher's F).
double variance_ratio_p(double ratio, double above, double below);

}  // namespace trackmeet::stats
