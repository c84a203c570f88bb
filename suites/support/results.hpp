// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/clock.hpp"
#include "core/result.hpp"
#include "model/run.hpp"
#include "provenance/provenance.hpp"

namespace trackmeet::suites {

/// What a suite knows of itself: stamped in when it was built.
struct Identity {
  std::string name;  ///< of the suite
  model::Git built;
  provenance::Build build;
};

/// The run that Google Benchmark's `json` tells of, with its origin: this machine, what spoils timings on it now, the
/// commit that was built, and a warning if that is not the one checked out in `checkout_folder`. All rows are of round
/// 0, since one process is one round.
Result<model::Run> run_from(const std::string& json, const Identity& identity, UtcTime began,
                            const std::filesystem::path& checkout_folder);

/// Writes `run` into `folder` under the name that results files have; tells the path.
Result<std::filesystem::path> write_results(const model::Run& run, const std::filesystem::path& folder);

}  // namespace trackmeet::suites
