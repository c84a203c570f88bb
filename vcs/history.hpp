// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "vcs/revision.hpp"

namespace trackmeet::vcs {

/// The commits after `good` up to and with `bad`, oldest first, along first parents: of a branch that was merged, only
/// the merge. What `git rev-list --first-parent --reverse good..bad` lists. Each is named and described by its short
/// hash. An error if `good` is no ancestor of `bad`; if it is the other way round, the hint says so.
Result<std::vector<Revision>> history_between(const std::filesystem::path& folder, const std::string& good,
                                              const std::string& bad);

/// The files, as printable paths from the root of the repository, that differ between two trees at or below `below`
/// (empty: anywhere), sorted. One that was renamed is listed under both names.
Result<std::vector<std::string>> differing_files(const std::filesystem::path& folder, const std::string& tree_a,
                                                 const std::string& tree_b, const std::filesystem::path& below);

}  // namespace trackmeet::vcs
