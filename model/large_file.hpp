// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "core/byte_source.hpp"
#include "core/result.hpp"
#include "model/row_json.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Reads a results file of ours or a Google Benchmark file of any size row by row, the same as `parse_run` would. It
/// knows only the usual shape of such files: nothing, if this one differs or anything in it is wrong, which `parse_run`
/// then finds and names. An error is a file that holds more than a run may, of which the rest is not read.
std::optional<Result<Run>> read_large_file(ByteSource& bytes, const std::string& source, Keep keep);

}  // namespace trackmeet::model
