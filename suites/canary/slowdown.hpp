// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/result.hpp"

namespace trackmeet::suites::canary {

/// The environment variable that says how much more work is to be done, in per cent: `0.50` is half a per cent.
inline constexpr const char* slowdown_variable = "TRACKMEET_CANARY_SLOWDOWN";

/// The most that can be asked for, in per cent.
inline constexpr double most_percent = 25;

/// The share that `text` means, 0 to 0.25; nullptr (the variable is not set) is 0. Anything but a plain decimal number
/// from 0 to 25 is an error.
Result<double> slowdown_of(const char* text);

/// `base` units of work made more by `slowdown`, rounded.
std::uint64_t slowed(std::uint64_t base, double slowdown);

/// What `main` chose for this process, before any benchmark is made. 0 at first.
void choose_slowdown(double slowdown);
double chosen_slowdown();

}  // namespace trackmeet::suites::canary
