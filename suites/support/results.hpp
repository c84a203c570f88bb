// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

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

/// A results file that was written.
struct Recorded {
  std::filesystem::path path;
  std::vector<std::string> warnings;  ///< what a person should know of it
};

/// Writes what Google Benchmark's `json` tells into `folder`, under the name that results files have, with its origin:
/// this machine, what spoils timings on it now, the commit that was built, and a warning if that is not the one checked
/// out in the current folder. All rows are of round 0, since one process is one round.
Result<Recorded> record_run(const std::string& json, const Identity& identity, UtcTime began,
                            const std::filesystem::path& folder);

}  // namespace trackmeet::suites
