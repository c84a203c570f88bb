// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

inline constexpr std::string_view results_schema = "trackmeet.results/1";

/// Reads a results file of ours, strictly, or a Google Benchmark JSON file, leniently (a row with NaN or a repeated key
/// fails, the others count). `source` names it in messages. Errors carry the line.
Result<Run> parse_run(std::string_view text, const std::string& source);

/// `parse_run` of a file; `-` is standard input.
Result<Run> read_run(const std::filesystem::path& path);

/// The results file of `run` as JSON text, one row a line. Fails (internal) on a number that is not finite.
Result<std::string> format_run(const Run& run);

/// `<UTC yyyymmddThhmmssZ>_<commit7>_<suite>.json`, with `_base` or `_head` before `.json` in a duet; `nocommit` where
/// none is known. A suite's name is reduced to what is safe in a file name.
std::string results_file_name(const Run& run);

}  // namespace trackmeet::model
