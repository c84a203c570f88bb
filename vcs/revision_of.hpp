// SPDX-License-Identifier: Apache-2.0
#pragma once

// Not for other modules: a commit of libgit2 in our words.

#include <string>

#include "vcs/git_handle.hpp"
#include "vcs/revision.hpp"

namespace trackmeet::vcs {

/// What the commit says of itself. Its branch is left empty, and its description is its short hash.
Revision revision_of(git_commit* commit, const std::string& name);

}  // namespace trackmeet::vcs
