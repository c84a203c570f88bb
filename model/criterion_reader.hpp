// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether the folder is criterion's, `target/criterion`, or has it in `criterion/`: a benchmark's `benchmark.json`
/// lies in it, not too deep.
bool is_criterion_folder(const std::filesystem::path& folder);

/// Reads the benchmarks of criterion's folder that have the baseline of that name: `new` is the last run, `base` the
/// one before it, others were saved with `--save-baseline`. Every sample is one of `real_time`: the time of its
/// iterations over their number, in seconds (criterion does not tell there whether a program measured something else
/// than time). Where criterion knows how much work an iteration is, `bytes_per_second` or `items_per_second` stands
/// beside it.
///
/// A benchmark whose files cannot be read fails, the others count. Fails as a whole if no benchmark has the baseline,
/// and names those that there are; if the folder cannot be read; or if it holds too many files.
Result<Run> read_criterion(const std::filesystem::path& folder, const std::string& baseline = "new");

}  // namespace trackmeet::model
