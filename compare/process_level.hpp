// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "model/metric.hpp"

namespace trackmeet::compare {

/// What one process of a duet measured, as a logarithm: the mean of the logarithms over the better half of its
/// repetitions (of an odd number, the one in the middle belongs to it). What disturbs a machine makes repetitions
/// worse, hardly ever better, so the better half scatters less than the median; and a change that moves every
/// repetition moves it as far. `repetitions` must be positive and not empty; they come back in another order.
double log_level(std::span<double> repetitions, model::Better better);

}  // namespace trackmeet::compare
