// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/result.hpp"
#include "model/json_tree.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// A file of Google Benchmark, of any version, as a run. A row that is no sound measurement (NaN, a repeated key, an
/// unknown unit, an error) becomes a failure of that benchmark with the line in its detail; the other rows count.
Result<Run> read_gbench(const JsonDocument& document, const std::string& source);

/// Such a run without its rows.
Run begin_gbench(const Json& root, const std::string& source);

}  // namespace trackmeet::model
