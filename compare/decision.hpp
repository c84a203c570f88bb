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
  double p = 1;             ///< of a shift at least this large if nothing changed, mood included
  double rounds_error = 0;  ///< standard error from the rounds alone
  double smallest_p = 1;    ///< that this many rounds can give at all
};

/// Decides with two hurdles, of which p is the higher: the rounds must differ (exact Mann-Whitney test), and the shift
/// must be more than the mood between sessions explains (Student's t of the shift beyond the mood's allowance). Values
/// are positive, one a round, not empty.
Estimate estimate_shift(std::span<const double> base, std::span<const double> head, const Mood& mood);

/// What would settle a row: equality within +-`margin`, or proof at level `alpha` of a shift beyond `threshold`. All
/// shifts are logarithms and positive.
struct Settling {
  double margin = 0;
  double threshold = 0;
  double alpha = 0.05;
};

/// How many rounds a side would settle it, or why none would.
struct RoundsNeeded {
  enum class Limit { none, mood, edge };
  std::size_t rounds = 0;     ///< a side, in all; 0: no number would
  Limit limit = Limit::none;  ///< the mood between sessions is more than what is asked, or the shift lies at an edge
};

/// A number that is more than this many times what was measured says only that the shift lies at an edge.
inline constexpr double most_times_more = 100;

/// How many rounds a side would settle what `rounds` rounds a side left open, if the shift is what it seems to be.
RoundsNeeded rounds_needed(const Estimate& estimate, std::size_t rounds, const Mood& mood, const Settling& settling);

}  // namespace trackmeet::compare
