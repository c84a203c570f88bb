// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/result.hpp"
#include "model/json_tree.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether this is what `pytest --benchmark-json` (or `--benchmark-save`) writes: `benchmarks` beside `machine_info`.
bool is_pytest_benchmark(const Json& root);

/// The benchmarks are named by `fullname`. Every value in `stats.data` is a sample of `real_time`, the mean of
/// `stats.iterations`; where the data were not saved, or not all of them (`stats.rounds` says how many), the summaries
/// are used. Commit, time and machine are read too.
Result<Run> read_pytest_benchmark(const Json& root, const std::string& source);

}  // namespace trackmeet::model
