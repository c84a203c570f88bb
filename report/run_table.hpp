// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/run.hpp"
#include "report/text_options.hpp"

namespace trackmeet::report {

/// What a run measured, as the table that closes it: for each benchmark its rounds, the real time over them, how far
/// they spread, throughput and memory; then what failed and why, and what made timings untrustworthy. Narrow terminals
/// see fewer columns. Ends with a newline.
std::string render_run(const model::Run& run, const TextOptions& options);

}  // namespace trackmeet::report
