// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "core/clock.hpp"
#include "core/result.hpp"
#include "duet/build_cache.hpp"
#include "duet/contender.hpp"
#include "model/run.hpp"
#include "runner/executor.hpp"

namespace trackmeet::app {

/// A state of the project's sources.
struct SourceState {
  duet::BuildSource source;
  model::Git git;
};

/// A state that was built, with the suites found in it.
struct BuiltState {
  SourceState state;
  duet::Build build;                                       ///< its suites stay as they are for as long as this lives
  std::optional<duet::Build> for_instructions{};           ///< built again for valgrind, where that was asked for
  std::vector<ConfiguredSuite> suites{};                   ///< those that were asked for
  std::map<std::string, std::filesystem::path> counted{};  ///< by suite: the executable for valgrind
};

/// The commit that `name` stands for.
Result<SourceState> revision_state(const Config& config, const std::string& name);

/// The work tree as it is now, or, if nothing differs from it, HEAD.
Result<SourceState> work_tree_state(const Config& config);

/// Where the main branch and HEAD part.
Result<SourceState> parting_state(const Config& config);

/// Builds states of a project with its own build command, and says on standard error what it is doing.
class StateBuilder {
public:
  struct Wish {
    std::vector<std::string> suites{};  ///< names; none, or `all`: all
    bool instructions = false;
    bool build_again = false;
  };
  static Result<StateBuilder> open(const Config& config, Wish wish);

  /// A build that fails is an outcome: see `BuiltState::build`. Errors: it cannot be tried, or the suites that were
  /// asked for are not there when it is done.
  Result<BuiltState> build(const SourceState& state);

private:
  StateBuilder(const Config& config, Wish wish, std::filesystem::path folder);

  const Config* config_;
  Wish wish_;
  std::filesystem::path folder_;
};

/// Why a state could not be built, as an error.
Error build_error(const BuiltState& state);

/// The files of the suite's own folder that differ between the two.
Result<std::vector<std::string>> benchmark_changes(const Config& config, const std::string& suite,
                                                   const SourceState& base, const SourceState& head);

}  // namespace trackmeet::app
