// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace trackmeet::stats {

/// How much of a one-sided error rate `level` in (0, 1) may have been spent when a share `t` of the planned evidence
/// is there: 2 (1 - Phi(z / sqrt t)) with z the quantile of 1 - level/2. Nothing at t <= 0, all of it at t >= 1, hardly
/// anything early. This is the spending function of O'Brien and Fleming's type of Lan and DeMets (1983).
double alpha_spent(double level, double t);

}  // namespace trackmeet::stats
