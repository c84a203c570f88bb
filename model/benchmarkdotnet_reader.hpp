// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/result.hpp"
#include "model/json_tree.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether this is what BenchmarkDotNet's JSON exporters write: `HostEnvironmentInfo` and `Benchmarks`.
bool is_benchmarkdotnet(const Json& root);

/// The benchmarks by their full names, with the job behind it (`[.NET 8.0]`) where a name stands there for several
/// jobs. Samples of `real_time`: the workload's results among the measurements, or else `OriginalValues`, which are the
/// same without the launch that they come from; or else the summaries. Launches are processes: several are rounds.
///
/// Bytes allocated are `alloc_bytes_per_iter`; what is listed as `Metrics` keeps its name, unit and direction. The date
/// in the title is local time without a zone and is taken for UTC.
Result<Run> read_benchmarkdotnet(const Json& root, const std::string& source);

}  // namespace trackmeet::model
