// SPDX-License-Identifier: Apache-2.0
#include "compare/duet_decision.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "compare/decision.hpp"
#include "compare/duet_plan.hpp"
#include "stats/alpha_spending.hpp"
#include "stats/distributions.hpp"
#include "stats/flip_shift.hpp"

namespace trackmeet::compare {
namespace {

constexpr double confidence_of_interval = 0.95;

/// Up to this level what each look may spend grows with the level (where the normal quantile of half of it is above 1).
constexpr double largest_level = 0.3;

using Blocks = std::span<const stats::NoisyValue>;

/// One look with what its blocks say about the centre.
struct Look {
  std::size_t blocks = 0;
  double share = 0;  ///< of the blocks of the whole plan
  double p = 1;      ///< the smaller one-sided p
  Proven direction = Proven::no;
};

/// Where a plan spends its level: the first look whose p is within what it may spend; null: none.
const Look* first_proven(const std::vector<Look>& looks, double level) {
  double spent = 0;
  for (const Look& look : looks) {
    const double may_spend = stats::alpha_spent(level, look.share);
    if (look.p <= may_spend - spent) return &look;
    spent = may_spend;
  }
  return nullptr;
}

/// By bisection of the logarithm, on the side of the plan's level on which the answer is.
double smallest_level(const std::vector<Look>& looks, double level) {
  constexpr double lowest = 1e-300;
  if (level >= largest_level) return first_proven(looks, level) != nullptr ? level : 1;
  const bool proven = first_proven(looks, level) != nullptr;
  double below = std::log(proven ? lowest : level);
  double high = std::log(proven ? level : largest_level);
  if (!proven && first_proven(looks, largest_level) == nullptr) return 1;
  while (high - below > 1e-6) {
    const double middle = (below + high) / 2;
    (first_proven(looks, std::exp(middle)) != nullptr ? high : below) = middle;
  }
  return proven ? std::min(std::exp(high), level) : std::exp(high);
}

bool is_within(Blocks blocks, const BlockPlan& plan) {
  if (!(plan.margin > 0)) return false;
  const double share = level_within / static_cast<double>(plan.looks.size());
  return stats::sign_flips(blocks, plan.centre + plan.margin).p_below <= share &&
         stats::sign_flips(blocks, plan.centre - plan.margin).p_above <= share;
}

void estimate(Blocks blocks, const BlockPlan& plan, BlockEvidence& evidence) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const stats::Shift shift = stats::flip_shift(blocks, confidence_of_interval);
  const bool enough = shift.confidence >= confidence_of_interval;
  evidence.shift = shift.estimate;
  evidence.low = enough ? shift.low : -infinity;
  evidence.high = enough ? shift.high : infinity;
  evidence.error = shift.error;
  const stats::SignFlipTest test = stats::sign_flips(blocks, plan.centre);
  evidence.p = std::min(1.0, 2 * std::min(test.p_above, test.p_below));
}

}  // namespace

BlockEvidence judge_blocks(Blocks measured, const BlockPlan& plan) {
  assert(plan.level > 0 && plan.level < 1);
  BlockEvidence evidence;
  evidence.blocks = measured.size();
  evidence.low = -std::numeric_limits<double>::infinity();
  evidence.high = -evidence.low;
  evidence.error = -evidence.low;
  evidence.can_fire = can_fire(plan.looks, plan.level);
  if (measured.empty()) return evidence;
  estimate(measured, plan, evidence);

  std::vector<Look> looks;
  double spent = 0;
  for (const std::uint32_t blocks : plan.looks) {
    if (blocks > measured.size()) break;
    const Blocks seen = measured.first(blocks);
    const stats::SignFlipTest test = stats::sign_flips(seen, plan.centre);
    const bool is_above = test.p_above < test.p_below;
    looks.push_back({blocks, static_cast<double>(blocks) / plan.looks.back(), std::min(test.p_above, test.p_below),
                     is_above ? Proven::worse : Proven::better});
    if (evidence.within_at == 0 && is_within(seen, plan)) evidence.within_at = blocks;
    const double may_spend = stats::alpha_spent(plan.level, looks.back().share);
    evidence.could_fire |= smallest_flip_p(blocks) <= may_spend - spent;
    spent = may_spend;
  }
  evidence.looks = looks.size();
  if (const Look* look = first_proven(looks, plan.level); look != nullptr) {
    evidence.proven = look->direction;
    evidence.proven_at = look->blocks;
  }
  evidence.level_needed = smallest_level(looks, plan.level);
  return evidence;
}

bool is_decided(const BlockEvidence& evidence, const BlockPlan& plan) {
  if (evidence.within_at > 0) return true;
  const double shift = evidence.shift - plan.centre;
  const double edge = plan.margin * (1 + 1e-9);
  return (evidence.proven == Proven::worse && shift > edge) || (evidence.proven == Proven::better && shift < -edge);
}

std::size_t blocks_needed(const BlockEvidence& evidence, const BlockPlan& plan) {
  const double size = std::abs(evidence.shift - plan.centre);
  const bool is_small = size < plan.margin;
  const double distance = is_small ? plan.margin - size : size;
  const double share = is_small ? level_within / static_cast<double>(std::max<std::size_t>(1, plan.looks.size()))
                                : plan.level / 2;  // about what the last look may spend
  if (distance <= 0 || !std::isfinite(evidence.error)) return 0;
  const double room = distance / stats::two_sided_quantile(2 * share, stats::many_degrees);
  const double factor = std::pow(evidence.error / room, 2);
  if (factor > most_times_more) return 0;
  return static_cast<std::size_t>(std::ceil(static_cast<double>(evidence.blocks) * std::max(factor, 1.0)));
}

}  // namespace trackmeet::compare
