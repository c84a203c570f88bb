// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "compare/comparison.hpp"
#include "compare/mood.hpp"
#include "compare/pairing.hpp"

namespace trackmeet::compare {

/// A pair with the mood that lies between its two sides.
struct Question {
  Pair pair;
  Mood mood;
  double share = 1;  ///< of the false-discovery rate, that the metric's rows have together (see `shares_of`)
};

/// Share of the false-discovery rate that is set aside for a shared shift beyond its allowance, where tau was measured.
inline constexpr double share_for_mood = 0.5;

/// The largest p with which anything is proven while tau is only assumed. It keeps false alarms of a benchmark below 5
/// % even if the true tau is one half more than assumed and shifts the whole suite alike, where a correction for many
/// rows does not help.
inline constexpr double largest_p_on_assumption = 0.002;

/// The row of a pair with values on both sides, not judged yet.
ComparedRow blank_row(const Pair& pair);

/// Of a pair with values on both sides of which some have no logarithm: nothing is decided, and the row says so, unless
/// all values are the same.
ComparedRow judge_without_ratio(const Pair& pair);

/// The row of a pair with at least one side that is a mere mean or median: nothing is decided, and the row says so.
ComparedRow judge_summary(const Pair& pair);
bool is_summary(const Pair& pair);

/// Takes back what was decided where the policy asks for more rounds, or where nobody told which way is good.
void hold_back(ComparedRow& row, const Policy& policy);

/// Judges pairs that have values on both sides, all together: one row a pair, in their order. `sampled` metrics are
/// decided by their rounds, `exact` ones by their difference.
std::vector<ComparedRow> judge(const std::vector<Question>& questions, const Policy& policy);

}  // namespace trackmeet::compare
