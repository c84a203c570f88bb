// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/clock.hpp"
#include "core/file_lock.hpp"
#include "core/result.hpp"
#include "duet/build_recipe.hpp"
#include "duet/build_slot.hpp"
#include "runner/executor.hpp"

namespace trackmeet::duet {

/// What is to be built: the files `tree`, on top of `commit` (its own tree, or a snapshot of a work tree).
struct BuildSource {
  std::string commit{};  ///< 40 hex digits
  std::string tree{};    ///< 40 hex digits
  std::string label{};   ///< for people: `main (v1.2-3-g4f1c2ab)`
};

enum class BuildEnd { built, cached, failed, interrupted };

/// How a build went. While a copy of this lives, its files stay as they are: nobody moves the slot to another tree.
struct Build {
  BuildEnd end = BuildEnd::failed;
  std::filesystem::path root{};            ///< of the built project, if built or cached
  std::filesystem::path output{};          ///< the recipe's output below `root`, likewise
  std::string reason{};                    ///< if it failed: why, in words
  std::string last_lines{};                ///< if it failed: the end of the log, printable
  bool remembered = false;                 ///< it failed before and was not tried again
  std::filesystem::path log{};             ///< what the build command said
  double seconds = 0;                      ///< that the command took
  std::vector<std::string> notes{};        ///< what the user should know, such as that submodules are not filled
  std::shared_ptr<const FileLock> hold{};  ///< keeps the slot

  bool ok() const { return end == BuildEnd::built || end == BuildEnd::cached; }
};

/// The folder for builds of the project at `project`: below $XDG_CACHE_HOME/trackmeet or ~/.cache/trackmeet.
Result<std::filesystem::path> build_folder(const std::filesystem::path& project);

struct BuildCacheOptions {
  std::filesystem::path project{};  ///< the folder of trackmeet.toml: the repository's root or a folder below it
  std::filesystem::path folder{};   ///< for slots and logs, see `build_folder`
  BuildRecipe recipe{};
  std::vector<std::string> environment{};  ///< that the recipe depends on, see `current_environment`
  /// Called before a command is run, with the label and the log, so that the user knows what takes so long.
  std::function<void(const std::string&, const std::filesystem::path&)> before_build{};
};

/// Whether what was built before, or failed to be, is good enough.
enum class Kept { use, build_again };

/// Builds revisions of a project with its own build command, in linked work trees outside of the user's checkout, and
/// keeps what it built. A tree that a slot holds is not built again. Another is built in the slot that was not used for
/// the longest time, on top of what is there, so that it takes as long as the difference does. A third or fourth slot
/// is opened only when the others are in use, by this process or another.
class BuildCache {
public:
  /// Both references must outlive this.
  BuildCache(BuildCacheOptions options, runner::Executor& executor, const Clock& clock)
      : options_(std::move(options)), executor_(executor), clock_(clock) {}

  /// Builds `source`. A build that fails is an outcome, which is remembered for this tree and recipe unless the machine
  /// is to blame. An error: there is no build command, the cache folder cannot be written, the disk is full, the
  /// sources are not in the repository, all slots are in use.
  Result<Build> build(const BuildSource& source, Kept kept = Kept::use);

private:
  struct Task;

  Result<Task> prepare(const BuildSource& source) const;
  Result<std::optional<Build>> find_ready(const Task& task) const;
  Result<Build> make(const Task& task, const BuildSource& source);
  Result<void> judge(const Task& task, const ProcessOutcome& outcome, Build& build) const;

  BuildCacheOptions options_;
  runner::Executor& executor_;
  const Clock& clock_;
};

}  // namespace trackmeet::duet
