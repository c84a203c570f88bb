// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/result.hpp"

namespace trackmeet::vcs {

/// The files of a work tree as they are now.
struct Snapshot {
  std::string commit;  ///< HEAD; 40 hex digits
  std::string tree;    ///< 40 hex digits; HEAD's own if nothing differs from it
  bool dirty = false;  ///< whether it differs from HEAD
};

/// Keeps the work tree around `folder` as a tree in the repository: every tracked file as it is now and every untracked
/// one that is not ignored. Neither the user's index nor a file of theirs is touched; only objects are added, which
/// `git gc` takes away again in time. An error if nothing was committed yet, or while a merge has conflicts.
Result<Snapshot> take_snapshot(const std::filesystem::path& folder);

}  // namespace trackmeet::vcs
