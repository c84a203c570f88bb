// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::runner {

/// Writes the results file of `run` into `folder` and tells its path, which is also its `source` then. While a file of
/// another run has its name, its time is moved on by a second.
Result<std::filesystem::path> write_run(model::Run& run, const std::filesystem::path& folder);

}  // namespace trackmeet::runner
