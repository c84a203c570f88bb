// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/result.hpp"
#include "model/json_tree.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether this is the JSON of the programs that Trackmeet descends from: `benchmarks`, each with a `duration_ms`.
bool is_ancestor(const Json& root);

/// Each row is a repetition: `duration_ms` of one iteration becomes `real_time`, `throughput` (per second) a rate of
/// which more is better, `memory_mb` (of 2^20 bytes) `peak_rss`; what is null was not measured. Rows of one name are
/// repetitions of one benchmark.
Result<Run> read_ancestor(const Json& root, const std::string& source);

}  // namespace trackmeet::model
