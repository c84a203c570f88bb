// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suites/support/results.hpp"

namespace trackmeet::suites {

/// Makes a results file: `record_run`, which every suite has that a person may run alone.
using Recorder = Result<Recorded> (*)(const std::string& json, const Identity& identity, UtcTime began,
                                      const std::filesystem::path& folder);

/// The `main` of a suite: reads the command line, lists or runs the registered benchmarks, and returns the exit status
/// (0, or 2 if anything was wrong). main.cpp, which suites are linked with, calls it. Without a `recorder` `--out` is
/// refused; such a suite is spared the libraries that a results file takes, and starts the faster.
int suite_main(int argc, const char* const* argv, const Identity& identity, Recorder recorder);

}  // namespace trackmeet::suites
