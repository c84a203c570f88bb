// SPDX-License-Identifier: Apache-2.0
#include "vcs/snapshot.hpp"

#include <fmt/format.h>

#include <string_view>
#include <system_error>

#include "vcs/repository.hpp"

namespace trackmeet::vcs {
namespace {

namespace fs = std::filesystem;

struct Selection {
  git_index* index = nullptr;
  fs::path root;
};

constexpr int take = 0;
constexpr int skip = 1;

/// What libgit2 asks for each path that differs from the index: leaves out repositories inside this one, pipes and
/// sockets, and what a sparse checkout does not have.
int choose(const char* path, const char* /*pathspec*/, void* payload) {
  const auto& selection = *static_cast<const Selection*>(payload);
  if (std::string_view(path).ends_with('/')) return skip;
  std::error_code ignored;
  const fs::file_type type = fs::symlink_status(selection.root / path, ignored).type();
  if (type == fs::file_type::not_found) return is_left_out(selection.index, path) ? skip : take;
  return type == fs::file_type::regular || type == fs::file_type::symlink || type == fs::file_type::directory ? take
                                                                                                              : skip;
}

}  // namespace

Result<Snapshot> take_snapshot(const fs::path& folder) {
  const GitLibrary library;
  Result<GitRepository> opened = open_repository(folder);
  if (!opened) return passed_on(opened);
  git_repository* repository = opened->get();
  const fs::path root = root_of(repository);
  if (git_repository_workdir(repository) == nullptr)
    return failure(ErrorCode::usage, "a bare repository has no work tree", SourcePos{root.string()},
                   "name a revision instead");
  git_oid head{};
  if (git_reference_name_to_id(&head, repository, "HEAD") != 0)
    return failure(ErrorCode::usage, "nothing was committed here yet", SourcePos{root.string()},
                   "commit something first");
  git_commit* raw_commit = nullptr;
  if (git_commit_lookup(&raw_commit, repository, &head) != 0) return unreadable(repository);
  const GitCommit commit(raw_commit);

  // The index as we read it into memory; it is never written back.
  git_index* raw_index = nullptr;
  if (git_repository_index(&raw_index, repository) != 0) return unreadable(repository);
  const GitIndex index(raw_index);
  if (git_index_has_conflicts(index.get()) == 1)
    return failure(ErrorCode::conflict, "the work tree has conflicts", SourcePos{root.string()},
                   "resolve them first, or name a revision instead");
  Selection selection{index.get(), root};
  const auto cannot = [&] {
    return failure(ErrorCode::io, fmt::format("cannot keep the state of the work tree: {}", last_git_error()),
                   SourcePos{root.string()}, "commit your changes, and name the commit");
  };
  if (git_index_add_all(index.get(), nullptr, GIT_INDEX_ADD_DEFAULT, &choose, &selection) != 0) return cannot();
  git_oid tree{};
  if (git_index_write_tree(&tree, index.get()) != 0) return cannot();
  return Snapshot{hex_of(head), hex_of(tree), git_oid_equal(&tree, git_commit_tree_id(commit.get())) == 0};
}

}  // namespace trackmeet::vcs
