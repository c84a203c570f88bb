// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "core/result.hpp"

namespace trackmeet::app {

/// The folder whose `baselines/` only this user and machine have, apart for each project: below
/// $XDG_STATE_HOME/trackmeet, or ~/.local/state/trackmeet. (The committed `baselines/` is in the project's root.) An
/// error if there is neither.
Result<std::filesystem::path> local_root(const Config& config);

/// This program's executable, with no link in its path.
std::filesystem::path this_program();

/// The folder that this program lies in with all that comes with it, wherever it was moved to: the one above `libexec/`
/// or, in a build folder, `app/`.
std::filesystem::path installation();

/// Whether `executable` is a suite that comes with this program.
bool is_shipped(const std::filesystem::path& executable);

/// The file of the baseline of `suite` on `machine_class`: the committed one, else the local one, else nothing.
std::optional<std::filesystem::path> find_baseline(const Config& config, const std::string& machine_class,
                                                   const std::string& suite);

/// The same, of those that come with this program: they are of the suites that do, and of no other of that name.
std::optional<std::filesystem::path> find_shipped_baseline(const std::string& machine_class, const std::string& suite);

/// The programs in `folder`, by name; none if it is not there.
std::vector<ConfiguredSuite> suites_below(const std::filesystem::path& folder);

/// The suites that `wanted` names (names or paths; none, or `all`: all): those of trackmeet.toml, or, if it names none,
/// those that lie beside this program, of the instruction-set level `isa` (empty: the best that this CPU has). One that
/// is named by its path is called as its file is, without its ending. An error names the nearest ones.
Result<std::vector<ConfiguredSuite>> find_suites(const Config& config, const std::vector<std::string>& wanted,
                                                 const std::string& isa = {});

}  // namespace trackmeet::app
