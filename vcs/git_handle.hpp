// SPDX-License-Identifier: Apache-2.0
#pragma once

// Not for other modules: what libgit2 hands out, owned, and its errors in our words.

#include <git2.h>

#include <memory>
#include <string>

namespace trackmeet::vcs {

/// Keeps libgit2 initialised for as long as it lives; they nest. Repositories of another owner may be read then.
class GitLibrary {
public:
  GitLibrary();
  ~GitLibrary();
  GitLibrary(const GitLibrary&) = delete;
  GitLibrary& operator=(const GitLibrary&) = delete;
};

template <auto free_function>
struct GitFree {
  template <typename T>
  void operator()(T* object) const {
    free_function(object);
  }
};

/// Owns one object of libgit2, which is freed by `free_function`.
template <typename T, auto free_function>
using GitHandle = std::unique_ptr<T, GitFree<free_function>>;

using GitRepository = GitHandle<git_repository, git_repository_free>;
using GitReference = GitHandle<git_reference, git_reference_free>;
using GitCommit = GitHandle<git_commit, git_commit_free>;
using GitIndex = GitHandle<git_index, git_index_free>;
using GitStatusList = GitHandle<git_status_list, git_status_list_free>;
using GitTree = GitHandle<git_tree, git_tree_free>;
using GitObject = GitHandle<git_object, git_object_free>;
using GitDiff = GitHandle<git_diff, git_diff_free>;
using GitRevisionWalk = GitHandle<git_revwalk, git_revwalk_free>;
using GitDescription = GitHandle<git_describe_result, git_describe_result_free>;

/// What libgit2 said of the last call that failed on this thread, in one printable line; never empty.
std::string last_git_error();

}  // namespace trackmeet::vcs
