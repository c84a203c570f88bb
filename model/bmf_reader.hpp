// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/result.hpp"
#include "model/json_tree.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether this is Bencher Metric Format, all of it: objects of benchmarks, of measures, each with a `value` and
/// nothing but `lower_value` and `upper_value` beside it. So strict because the format names itself nowhere.
bool is_bmf(const Json& root);

/// The measure `latency` (nanoseconds) becomes `real_time`; `throughput` is a rate; `build-time` is in seconds,
/// `file-size` in bytes; others are metrics of their own names. Values are summaries: what a mean or a median of, the
/// format does not tell. The bounds are kept as the summaries `lower` and `upper`.
Result<Run> read_bmf(const Json& root, const std::string& source);

}  // namespace trackmeet::model
