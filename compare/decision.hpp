// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include "compare/mood.hpp"

namespace trackmeet::compare {

/// What the rounds of both sides tell about one sampled metric of one benchmark, before any band is applied.
struct Estimate {
  double shift = 0;  ///< logarithm of head over base: the Hodges-Lehmann shift
  double low = 0;    ///< 95 % interval of the shift
  double high = 0;
  double p = 1;              ///< of a shift at least this large if nothing changed, mood included
  double rounds_error = 0;   ///< standard error from the rounds alone
  double session_error = 0;  ///< standard deviation of what the sessions' moods may add
  double smallest_p = 1;     ///< that this many rounds can give at all
};

/// Decides with two hurdles, of which p is the higher: the rounds must differ (exact Mann-Whitney test), and the shift
/// must be more than the mood between sessions explains (Student's t of the shift beyond the mood's allowance). Values
/// are positive, one a round, not empty.
Estimate estimate_shift(std::span<const double> base, std::span<const double> head, const Mood& mood);

/// How many rounds a side would answer what `rounds` rounds a side left open: bring the interval within +-`margin` (a
/// logarithm, positive) if the shift lies within it, or prove the shift at level `alpha` if it lies beyond. 0: no
/// number of rounds would, since the mood between sessions alone is more.
std::size_t rounds_needed(const Estimate& estimate, std::size_t rounds, double margin, double allowance, double alpha);

}  // namespace trackmeet::compare
