// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace trackmeet::stats {

/// Up to this many values the distribution over all sign flips can be had exactly.
inline constexpr std::size_t largest_exact_flips = 200;

/// A value that is as likely as its negative where nothing is there, and what else tells how noisy it is.
struct NoisyValue {
  double value = 0;
  double noise = 0;  ///< sum of two squares that would each on average be the variance of `value`; no flip changes it
};

struct SignFlipTest {
  double p_above = 1;  ///< one-sided: small if the values lie above zero
  double p_below = 1;  ///< one-sided: small if the values lie below zero
  bool exact = true;   ///< whether that is over all sign flips of the values at hand
};

/// How the sum of the scores of the values above `centre` lies among its values under all 2^n ways to flip the signs of
/// x = value - centre (Fisher 1935). Each is a finite number, in any order; sizes that are not zero lie between 1e-100
/// and 1e100. The score of a value is |x| / (2 s^2 + x^2 + noise), with s the median of the sizes times 1.4826: the
/// locally most powerful one for normal values whose variances differ and are known from `noise` and, as if from two
/// squares more, from s (a t distribution: Lange, Little and Taylor 1989). A value amid noise, or far out, weighs
/// little. Any score that no flip changes leaves the count of flips exact. Scores are rounded to fiftieths of the
/// largest, at least one. Zeros are left out; no value, or zeros only, give p = 1. More values than `exact_up_to`, or
/// than `largest_exact_flips`, are judged by the normal approximation.
SignFlipTest sign_flips(std::span<const NoisyValue> values, double centre = 0,
                        std::size_t exact_up_to = largest_exact_flips);

/// Probability of each sum from 0 to `largest` of a random half of `scores`, each in it or not as a coin falls: exact
/// to 1e-16. At most `largest_exact_flips` scores.
std::vector<double> flip_distribution(std::span<const std::size_t> scores, std::size_t largest);

/// What a value counts in a mean: 1 / (2 s^2 + x^2 + noise), as in the score above, with `square` for s^2.
double weight(double x, double noise, double square);

/// The square of the median of the sizes of value - centre that are not zero, times 1.4826, which makes it the variance
/// of normal values; 0 if all are zero.
double robust_square(std::span<const NoisyValue> values, double centre);

}  // namespace trackmeet::stats
