// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/result.hpp"
#include "model/json_tree.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether this is what pyperf writes (`-o FILE`): `benchmarks`, each with `runs`.
bool is_pyperf(const Json& root);

/// Every `run` of a benchmark was a process of its own: a round, whose `values` are repetitions in it. Warm-ups and
/// calibrations are left out. Seconds become `real_time`, bytes `memory`, whole numbers `count`; the peak memory of
/// each process is `peak_rss`. What a benchmark's metadata lack stands in the file's.
Result<Run> read_pyperf(const Json& root, const std::string& source);

}  // namespace trackmeet::model
