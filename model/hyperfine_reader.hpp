// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/result.hpp"
#include "model/json_tree.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether this is what `hyperfine --export-json` writes: `results`, each with a `command`.
bool is_hyperfine(const Json& root);

/// The benchmarks are the commands, with the values of their parameters; every run of one is a sample of `real_time`,
/// in seconds. Where a file has no `times`, its median is used. A command of which a run failed (`exit_codes`) fails.
Result<Run> read_hyperfine(const Json& root, const std::string& source);

}  // namespace trackmeet::model
