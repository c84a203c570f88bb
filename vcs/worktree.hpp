// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hpp"

namespace trackmeet::vcs {

/// Which files a work tree is to hold.
struct WorktreeContent {
  std::string commit;  ///< its HEAD, detached; 40 hex digits
  std::string tree;    ///< its files: the tree of `commit`, or a snapshot on top of it; 40 hex digits
};

/// Makes `folder` a linked work tree (as `git worktree add --detach`) of the repository around `repository`, or moves
/// the one that is there, so that its files are those of `content`: what differs is written, what is in the way or is
/// neither tracked nor ignored is removed. Files that are equal keep their time, and ignored ones stay, so that a build
/// in it is incremental. Leftovers of one that was killed, deleted by hand, pruned or locked are mended. Only a folder
/// that is missing, empty or was made by this function is touched: the error of any other says so.
/// Returns what the user should know, such as that submodules are not filled.
Result<std::vector<std::string>> prepare_worktree(const std::filesystem::path& repository,
                                                  const std::filesystem::path& folder, const WorktreeContent& content);

/// Deletes a work tree that `prepare_worktree` made, and what the repository knows of it. One that is not there is
/// fine.
Result<void> remove_worktree(const std::filesystem::path& repository, const std::filesystem::path& folder);

/// Makes the repository forget the work trees that `prepare_worktree` made and whose folders are gone. How many.
Result<std::size_t> prune_worktrees(const std::filesystem::path& repository);

}  // namespace trackmeet::vcs
