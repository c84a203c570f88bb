// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/result.hpp"
#include "model/json_tree.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether this is what JMH writes with `-rf json`: a list of objects with a `benchmark` and a `primaryMetric`.
bool is_jmh(const Json& root);

/// The benchmarks with their parameters as JMH prints them: `Sample.sort (size = 100, kind = random)`. Modes that
/// measure times give `real_time`, throughput gives `throughput` (a unit that is neither is a metric of its own, of
/// which the mode tells which way is good); should a benchmark stand there in two modes of one metric, the later mode
/// is put behind its name (`Sample.sort:ss`). Secondary metrics keep their names.
///
/// `rawData` has the iterations of each fork. Forks are processes, iterations within one are not independent: several
/// forks are rounds. The iterations of a single fork are repetitions that know no round, as in a file of Google
/// Benchmark. In sample mode the sample is the mean of an iteration's histogram. Without raw data the score is used.
Result<Run> read_jmh(const Json& root, const std::string& source);

}  // namespace trackmeet::model
