// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/clock.hpp"
#include "core/result.hpp"

namespace trackmeet::vcs {

/// The state of a work tree.
struct Checkout {
  std::string commit;                  ///< 40 hex digits; empty: unborn branch (no commit yet)
  std::string branch;                  ///< short name; empty: detached HEAD
  bool dirty = false;                  ///< tracked files differ from the commit, or untracked ones that are not ignored
  std::optional<UtcTime> commit_time;  ///< absent: unborn
  std::string describe;                ///< like `git describe --always --tags --dirty`; empty: unborn
  std::filesystem::path root;          ///< of the work tree
};

/// The work tree that holds `folder`, looked for upwards. Nothing (not an error) if there is no repository: an
/// extracted tarball, say. Works in linked worktrees and shallow clones, and in checkouts of another owner, as in a
/// container: only reading is done, so git's `safe.directory` does not apply. A damaged repository is an error.
Result<std::optional<Checkout>> find_checkout(const std::filesystem::path& folder);

/// The same for a folder of sources: nothing if the repository tracks no file in it, as when a tarball was extracted
/// somewhere inside the checkout of another project, whose commit says nothing about them.
Result<std::optional<Checkout>> find_source_checkout(const std::filesystem::path& folder);

}  // namespace trackmeet::vcs
