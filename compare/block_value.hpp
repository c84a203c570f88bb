// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "stats/sign_flips.hpp"

namespace trackmeet::compare {

/// What a block of four processes says. `levels`: the logarithms of what they measured (`log_level`), in the order of
/// their places; one side has the places 0 and 3, the other 1 and 2. The value is d = (ln b1 + ln b2 - ln a1 - ln a2)
/// / 2, with a for the base and b for the head. Its noise is ((ln a1 - ln a2)^2 + (ln b1 - ln b2)^2) / 2: how far apart
/// the two processes of each side lie, which is the same whichever side is whose.
stats::NoisyValue block_value(const std::array<double, 4>& levels, bool head_is_outside);

}  // namespace trackmeet::compare
