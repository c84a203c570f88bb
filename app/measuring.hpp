// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "core/result.hpp"
#include "runner/session.hpp"

namespace CLI {
class App;
}

namespace trackmeet::app {

/// The arguments that `run` and `bench` share.
struct MeasuringOptions {
  std::vector<std::string> suites;
  std::string isa;  ///< empty: the best
  std::string config_file;
  std::string profile = "quick";
  std::string data;  ///< empty: what the suites have built in
  double timeout_s = 120;
  double memory_limit_mb = 0;  ///< 0: none
  runner::SessionOptions session;
};

/// Adds their flags to `command`.
void add_measuring_flags(CLI::App& command, MeasuringOptions& options);

/// A suite that was asked what it is.
struct ReadySuite {
  runner::SuiteProgram program;
  std::optional<std::filesystem::path> baseline;  ///< the one of this machine's class, if there is one
};

/// Looks up the suites that `options` name and asks each what it is: everything that can go wrong before the first
/// measurement. Of several suites those are left out in which nothing matches the filter.
Result<std::vector<ReadySuite>> prepare(const MeasuringOptions& options, const Config& config);

/// The session options for `suite`: those of the command line, with the iteration counts of its baseline where it has
/// some, so that both sides of the comparison do equal work.
Result<runner::SessionOptions> session_options(const MeasuringOptions& options, const ReadySuite& suite);

/// Measures with a progress line; Ctrl-C ends it and what is finished stays in the journal.
Result<runner::SessionResult> measure_shown(const runner::SuiteProgram& suite, const runner::SessionOptions& session);
Result<runner::SessionResult> resume_shown(const std::filesystem::path& journal);

/// What to say, on standard error, when a session was interrupted.
void tell_interrupted(const runner::SessionResult& result);

}  // namespace trackmeet::app
