// SPDX-License-Identifier: Apache-2.0
#pragma once

// Not for other modules: a repository opened, and what is read of it in more than one place.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/result.hpp"
#include "vcs/git_handle.hpp"

namespace trackmeet::vcs {

/// The repository that holds `folder`, looked for upwards on one file system whatever GIT_DIR says; null if there is
/// none. A `GitLibrary` must live for as long as what is returned.
Result<GitRepository> look_for_repository(const std::filesystem::path& folder);

/// The same, where having none is an error.
Result<GitRepository> open_repository(const std::filesystem::path& folder);

/// The folder to blame in messages: that of the work tree, else that of the repository itself.
std::filesystem::path root_of(git_repository* repository);

/// The error of a repository at `root` that cannot be read; `what` is the reason.
tl::unexpected<Error> damaged(const std::filesystem::path& root, std::string_view what);

/// The error of a repository that cannot be read, for the reason that libgit2 gave last. That of a shallow clone says
/// that its history may be what is missing.
tl::unexpected<Error> unreadable(git_repository* repository);

/// 40 hexadecimal digits.
std::string hex_of(const git_oid& id);

/// The commit or tree of a full name that we made; an error if it is not (any more) in the repository.
Result<git_oid> id_of(const std::string& hex);
Result<GitCommit> commit_of(git_repository* repository, const std::string& hex);
Result<GitTree> tree_of(git_repository* repository, const std::string& hex);

/// As `git describe --always --tags`. Where the history that it would walk is not all there (a shallow clone), the
/// short hash.
std::string description_of(git_commit* commit);

/// Nothing for a time that no calendar of ours can hold (a forged commit).
std::optional<UtcTime> time_of(const git_commit* commit);

/// Whether a sparse checkout leaves the file at `path` out on purpose; libgit2 1.5 calls such a file deleted.
bool is_left_out(git_index* index, const char* path);

}  // namespace trackmeet::vcs
