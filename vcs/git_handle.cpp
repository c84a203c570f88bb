// SPDX-License-Identifier: Apache-2.0
#include "vcs/git_handle.hpp"

#include <array>

#include "core/printable.hpp"

namespace trackmeet::vcs {

GitLibrary::GitLibrary() {
  git_libgit2_init();
  // git refuses repositories of another owner because their configuration can start programs. libgit2 starts none.
  git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  // Extensions that change nothing about what we read: sparse checkouts and partial clones, as CI services make them.
  std::array<const char*, 3> extensions = {"worktreeconfig", "partialclone", "preciousobjects"};
  git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions.data(), extensions.size());
}

GitLibrary::~GitLibrary() { git_libgit2_shutdown(); }

std::string last_git_error() {
  const git_error* error = git_error_last();
  return error != nullptr && error->message != nullptr ? printable(error->message) : "no reason was given";
}

}  // namespace trackmeet::vcs
