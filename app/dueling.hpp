// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "app/exit_status.hpp"
#include "app/outputs.hpp"
#include "app/revisions.hpp"
#include "compare/policy.hpp"
#include "core/result.hpp"
#include "duet/play.hpp"

namespace CLI {
class App;
}

namespace trackmeet::app {

/// The arguments that `duet`, `bisect` and `doctor` share.
struct DuelingOptions {
  std::vector<std::string> suites;
  std::string config_file;
  std::string profile = "quick";
  std::string data;  ///< empty: what the suites have built in
  std::string budget = "5m";
  double threshold_percent = -1;  ///< negative: that of the configuration
  double timeout_s = 120;
  double memory_limit_mb = 0;  ///< 0: none
  bool instructions = false;
  std::string gate;
  OutputOptions outputs;
  duet::DuetOptions duet;
};

/// Adds the flags that say what to measure and how.
void add_measuring_duet_flags(CLI::App& command, DuelingOptions& options);

/// Adds these and the ones that say how to judge and to show.
void add_dueling_flags(CLI::App& command, DuelingOptions& options);

/// How to judge: the configuration, with what the command line says on top.
compare::Policy policy_of(const DuelingOptions& options, const Config& config);

/// How to measure. An error names the flag that cannot be.
Result<duet::DuetOptions> duet_options(const DuelingOptions& options, const compare::Policy& policy);

/// One suite of a build as a side of a duet.
Result<duet::Contender> contender_in(const BuiltState& built, const ConfiguredSuite& suite,
                                     const DuelingOptions& options);

/// Which revisions to build.
struct Revisions {
  std::string base;  ///< empty: where the main branch and what is checked out part
  std::string head;  ///< empty: the work tree
  bool rebuild = false;
};

/// The suites of two revisions, and the builds that they lie in.
struct Matched {
  std::vector<duet::Match> matches;
  std::vector<BuiltState> builds{};  ///< to be kept for as long as they are measured
};

/// Two executables, asked what they are.
Result<Matched> match_executables(const std::string& base, const std::string& head, const DuelingOptions& options);

/// The suites of two revisions, built in the cache folder.
Result<Matched> match_revisions(const Revisions& revisions, const DuelingOptions& options, const Config& config);

/// Measures with a progress line; Ctrl-C ends it.
Result<duet::DuetResult> with_duet_progress(
    const std::function<Result<duet::DuetResult>(duet::DuetContext& context)>& work);

/// Judges and prints what a duet yielded, and says on standard error where it was written or how to go on.
Result<ExitStatus> show_duet(const duet::DuetResult& result, const DuelingOptions& options,
                             const compare::Policy& policy);

}  // namespace trackmeet::app
