// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "compare/verdict.hpp"
#include "stats/sign_flips.hpp"

namespace trackmeet::compare {

/// How one metric of one benchmark of a duet is decided; fixed before the first block.
struct BlockPlan {
  std::vector<std::uint32_t> looks;  ///< numbers of blocks after which it is judged, ascending
  double level = 0;   ///< one-sided error rate that all looks together may spend in one direction, (0, 1)
  double margin = 0;  ///< of being unchanged, a logarithm: log1p(0.01) for 1 %; 0: not asked
  double centre = 0;  ///< what the shift is held against, a logarithm: to ask whether it is more than that
};

/// What the blocks measured so far tell. Shifts are logarithms of head over base; positive is worse.
struct BlockEvidence {
  std::size_t blocks = 0;
  std::size_t looks = 0;  ///< of the plan that were reached
  double shift = 0;  ///< estimate from all blocks (`stats::flip_shift`); of the shift itself, wherever the centre is
  double low = 0;    ///< 95 % interval of the shift from all blocks; infinite where there are too few
  double high = 0;
  double error = 0;            ///< standard error of the shift
  double p = 1;                ///< of the centre, two-sided, from all blocks, as if nobody had looked before
  double level_needed = 1;     ///< the smallest `level` at which it would be proven; at most that of the plan iff it is
  Proven proven = Proven::no;  ///< that the shift lies beyond the centre; at the first look that shows it
  std::size_t proven_at = 0;   ///< blocks at that look; 0: not proven
  std::size_t within_at = 0;   ///< blocks at the first look that shows the shift within +-margin of the centre; 0: none
  bool can_fire = true;        ///< whether this plan can prove anything at all
  bool could_fire = false;     ///< whether the looks reached could have proven anything
};

/// The one-sided error rate with which being unchanged is called wrongly, shared equally by the looks of a plan.
inline constexpr double level_within = 0.025;

/// Judges the complete blocks in their order (see `block_differences`), as many as there are yet. At each look reached,
/// the test over all sign flips (`stats::sign_flips`) is held against what that look may spend (`stats::alpha_spent`);
/// the union bound over looks makes that true whatever the looks have in common. Only looks count: blocks beyond the
/// last one reached go into estimate, interval and p, and decide nothing.
BlockEvidence judge_blocks(std::span<const stats::NoisyValue> blocks, const BlockPlan& plan);

/// Whether more blocks would change nothing of what is reported: the shift is shown within the margin, or it is proven
/// and its estimate lies beyond the margin on that side. What a duet under way asks after each look.
bool is_decided(const BlockEvidence& evidence, const BlockPlan& plan);

/// About how many blocks it would take in all to prove the shift, or to show it within the margin if it lies there;
/// 0: no number of blocks would, since it lies at the edge, or nothing is known yet.
std::size_t blocks_needed(const BlockEvidence& evidence, const BlockPlan& plan);

}  // namespace trackmeet::compare
