// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/result.hpp"
#include "model/json_tree.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether this is what BenchmarkTools of Julia saves: its versions, and a list of groups.
bool is_julia(const Json& root);

/// The benchmarks are the trials, with their groups before them: `fib/10`. Every time of a trial is a sample; where
/// only an estimate was saved (the file does not tell which), it is taken for the mean. Allocations are
/// `allocs_per_iter` and `alloc_bytes_per_iter`.
Result<Run> read_julia(const Json& root, const std::string& source);

}  // namespace trackmeet::model
