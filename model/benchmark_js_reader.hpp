// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether a line of the text is one that benchmark.js prints: `sort x 12,146 ops/sec ±0.32% (96 runs sampled)`.
bool is_benchmark_js(std::string_view text);

/// Every such line: the mean `throughput`, and its interval from the margin of error. Other lines are not heeded.
Result<Run> read_benchmark_js(std::string_view text, const std::string& source);

}  // namespace trackmeet::model
