// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// The run as Google Benchmark would have written it without repetitions, for tools that expect one row a name: medians
/// over the rounds, times in nanoseconds, other metrics as counters, failures as rows with `error_occurred`. Such tools
/// want both times in every row: where one was not measured the other stands in for it, and 0 stands for neither; the
/// row and `context` say so (`trackmeet_times`), and our reader leaves them out again. What is not known of the date,
/// the suite and the processors is left out of `context`.
Result<std::string> format_gbench(const Run& run);

}  // namespace trackmeet::model
