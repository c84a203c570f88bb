// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether these are the lines of `cargo criterion --message-format=json`: JSON objects, one a line, with a `reason`.
bool is_cargo_criterion(std::string_view text);

/// Of every line with the reason `benchmark-complete`, the measured values over their numbers of iterations are samples
/// of `real_time`, in seconds, or, in another unit than one of time, of a metric of that name. Where a line has none of
/// them, its `typical` estimate is a summary, `mean`. `throughput` adds `bytes_per_second` or `items_per_second`. Other
/// lines, cargo's and criterion's, are left alone; a line that is no JSON fails itself only.
Result<Run> read_cargo_criterion(std::string_view text, const std::string& source);

}  // namespace trackmeet::model
