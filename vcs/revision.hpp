// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/clock.hpp"
#include "core/result.hpp"

namespace trackmeet::vcs {

/// A commit, as somebody named it. Texts are printable.
struct Revision {
  std::string name{};                    ///< as it was asked for: `main`, `v1.2`, `HEAD~2`, `4f1c2ab`
  std::string commit{};                  ///< 40 hex digits
  std::string tree{};                    ///< 40 hex digits: equal trees are equal files
  std::string branch{};                  ///< short name, if `name` is a branch or the HEAD of one; else empty
  std::string describe{};                ///< like `git describe --always --tags`
  std::string author{};                  ///< `Ann <ann@example.org>`
  std::string subject{};                 ///< the first line of its message
  std::optional<UtcTime> commit_time{};  ///< absent: forged, no calendar holds it
};

/// The commit that `name` stands for in the repository around `folder`: a branch, a tag, a hash, `HEAD~2`, whatever
/// `git rev-parse` takes for a single commit. An error names the branches and tags nearest to it.
Result<Revision> find_revision(const std::filesystem::path& folder, const std::string& name);

/// The root of the work tree around `folder`; canonical. An error if there is no repository, or a bare one.
Result<std::filesystem::path> repository_root(const std::filesystem::path& folder);

/// A name for the branch that others merge into: the target of `origin/HEAD` (`origin/main`), else `main`, else
/// `master`. An error if there is none of them.
Result<std::string> main_branch(const std::filesystem::path& folder);

/// The commit (40 hex digits) at which the histories of two revisions parted. An error if they share none.
Result<std::string> merge_base(const std::filesystem::path& folder, const std::string& a, const std::string& b);

}  // namespace trackmeet::vcs
