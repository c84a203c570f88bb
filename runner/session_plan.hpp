// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "runner/attempt.hpp"
#include "runner/session.hpp"
#include "runner/suite_program.hpp"
#include "runner/visit.hpp"

namespace trackmeet::runner {

/// The state of an executable by which a changed one is known.
struct FileState {
  std::uint64_t bytes = 0;
  std::uint64_t modified_ns = 0;  ///< since 1970
  bool operator==(const FileState&) const = default;
};

Result<FileState> state_of(const std::filesystem::path& executable);

/// Everything that a session follows from; the first line of its journal.
struct SessionPlan {
  std::string id;                    ///< of the session, and of its duet if it is one
  std::vector<std::string> run_ids;  ///< of the one run, or of base and head
  SuiteProgram suite;                ///< its benchmarks: only those that the filter let through
  FileState executable;
  SessionOptions options;             ///< with the seed that was chosen; `out_folder` is where the journal lies
  std::vector<std::uint64_t> counts;  ///< iterations of each benchmark that are known from before; 0: not known
  model::Run start;  ///< the run before its first row: when, by which version, in what surroundings; its commit
                     ///< is the one that is checked out
};

/// The visits of a session, in order.
std::vector<Visit> visits_of(const SessionPlan& plan);

/// Whether the suite can be told how many iterations to run.
bool counts_can_be_fixed(const SuiteProgram& suite);

}  // namespace trackmeet::runner
