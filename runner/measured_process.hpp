// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/clock.hpp"
#include "core/process.hpp"
#include "runner/attempt.hpp"

namespace trackmeet::runner {

/// What is kept of a process that ended as `outcome` and was to write its results to `out_file`, which is deleted.
/// Not set: which visit it was.
Attempt attempt_from(const ProcessOutcome& outcome, const std::filesystem::path& out_file, UtcTime finished);

}  // namespace trackmeet::runner
