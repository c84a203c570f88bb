// SPDX-License-Identifier: Apache-2.0
#include "duet/self_measurement.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include "stats/alpha_spending.hpp"
#include "stats/flip_shift.hpp"
#include "stats/signed_rank_power.hpp"

namespace trackmeet::duet {
namespace {

/// What the last look of `plan` may spend.
double level_of_last_look(const compare::BlockPlan& plan) {
  if (plan.looks.size() < 2) return plan.level;
  const double t = static_cast<double>(plan.looks[plan.looks.size() - 2]) / plan.looks.back();
  return plan.level - stats::alpha_spent(plan.level, t);
}

}  // namespace

double smallest_change(std::span<const stats::NoisyValue> blocks, const compare::BlockPlan& plan) {
  if (plan.looks.empty() || blocks.size() < 2) return std::numeric_limits<double>::infinity();
  return std::expm1(block_spread(blocks) *
                    stats::detectable_shift(plan.looks.back(), level_of_last_look(plan), power_of_smallest_change));
}

double block_spread(std::span<const stats::NoisyValue> blocks) {
  if (blocks.size() < 2) return std::numeric_limits<double>::quiet_NaN();
  const double efficiency = 3 / std::numbers::pi;  // of the estimate, for normal values
  return stats::flip_shift(blocks, 0.9).error * std::sqrt(efficiency * static_cast<double>(blocks.size()));
}

}  // namespace trackmeet::duet
