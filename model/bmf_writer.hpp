// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// The run in Bencher Metric Format: of each metric the median over the rounds as `value`, the lowest and the highest
/// round as its bounds (none where there was one round). `real_time` becomes `latency`, in nanoseconds; all other
/// metrics keep their names and units. The format cannot say that a benchmark failed: those are left out.
Result<std::string> format_bmf(const Run& run);

}  // namespace trackmeet::model
