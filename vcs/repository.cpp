// SPDX-License-Identifier: Apache-2.0
#include "vcs/repository.hpp"

#include <fmt/format.h>

#include <array>
#include <system_error>

#include "core/printable.hpp"

namespace trackmeet::vcs {
namespace {

namespace fs = std::filesystem;

/// The folder above `folder` (or itself) whose .git is meant to be a repository: a file that leads to one, or a folder
/// with something of one in it. An empty .git is nothing.
std::optional<fs::path> meant_to_be_repository(const fs::path& folder) {
  for (fs::path at = folder;; at = at.parent_path()) {
    std::error_code ignored;
    const fs::path git = at / ".git";
    if (fs::is_regular_file(git, ignored)) return at;
    for (const char* part : {"HEAD", "objects", "refs"}) {
      if (fs::exists(git / part, ignored)) return at;
    }
    if (at == at.root_path() || at == at.parent_path()) return std::nullopt;
  }
}

}  // namespace

tl::unexpected<Error> damaged(const fs::path& root, std::string_view what) {
  return failure(ErrorCode::input, fmt::format("the git repository cannot be read: {}", what), SourcePos{root.string()},
                 "run `git fsck` there or clone it anew; to go on without a commit, move its .git away");
}

tl::unexpected<Error> unreadable(git_repository* repository) {
  tl::unexpected<Error> error = damaged(root_of(repository), last_git_error());
  if (git_repository_is_shallow(repository) == 1)
    error.value().hint = "this is a shallow clone, whose history may be what is missing: run `git fetch --unshallow`";
  return error;
}

Result<GitRepository> look_for_repository(const fs::path& folder) {
  std::error_code missing;
  const fs::path start = fs::canonical(folder.empty() ? "." : folder, missing);
  if (missing)
    return failure(ErrorCode::io, fmt::format("cannot look for its commit: {}", missing.message()),
                   SourcePos{folder.string()}, "check the path");
  git_repository* raw = nullptr;
  // No flags: looked for upwards on one file system, and GIT_DIR or GIT_WORK_TREE in the environment change nothing.
  const int opened = git_repository_open_ext(&raw, start.c_str(), 0, nullptr);
  GitRepository repository(raw);
  if (opened == 0) return repository;
  const std::optional<fs::path> meant = meant_to_be_repository(start);
  if (meant) return damaged(*meant, last_git_error());
  return GitRepository();
}

Result<GitRepository> open_repository(const fs::path& folder) {
  Result<GitRepository> repository = look_for_repository(folder);
  if (repository && *repository == nullptr)
    return failure(ErrorCode::input, "this is in no git repository", SourcePos{folder.empty() ? "." : folder.string()},
                   "go into a checkout of the project, or name two executables instead of revisions");
  return repository;
}

fs::path root_of(git_repository* repository) {
  const char* folder = git_repository_workdir(repository);
  return fs::path(folder != nullptr ? folder : git_repository_path(repository)).parent_path();  // no slash at its end
}

std::string hex_of(const git_oid& id) {
  std::array<char, GIT_OID_HEXSZ + 1> hex{};
  git_oid_tostr(hex.data(), hex.size(), &id);
  return hex.data();
}

Result<git_oid> id_of(const std::string& hex) {
  git_oid id{};
  if (hex.size() != GIT_OID_HEXSZ || git_oid_fromstr(&id, hex.c_str()) != 0)
    return failure(ErrorCode::internal, fmt::format("'{}' is no full name of a git object", printable(hex)));
  return id;
}

Result<GitCommit> commit_of(git_repository* repository, const std::string& hex) {
  Result<git_oid> id = id_of(hex);
  if (!id) return passed_on(id);
  git_commit* raw = nullptr;
  if (git_commit_lookup(&raw, repository, &*id) != 0) return unreadable(repository);
  return GitCommit(raw);
}

Result<GitTree> tree_of(git_repository* repository, const std::string& hex) {
  Result<git_oid> id = id_of(hex);
  if (!id) return passed_on(id);
  git_tree* raw = nullptr;
  if (git_tree_lookup(&raw, repository, &*id) != 0) return unreadable(repository);
  return GitTree(raw);
}

std::string description_of(git_commit* commit) {
  git_describe_options options;
  git_describe_options_init(&options, GIT_DESCRIBE_OPTIONS_VERSION);
  options.describe_strategy = GIT_DESCRIBE_TAGS;
  options.show_commit_oid_as_fallback = 1;
  git_describe_result* raw = nullptr;
  git_buf text = GIT_BUF_INIT;
  std::string description = hex_of(*git_commit_id(commit)).substr(0, 7);
  if (git_describe_commit(&raw, reinterpret_cast<git_object*>(commit), &options) == 0) {
    const GitDescription result(raw);
    git_describe_format_options format;
    git_describe_format_options_init(&format, GIT_DESCRIBE_FORMAT_OPTIONS_VERSION);
    if (git_describe_format(&text, result.get(), &format) == 0) description = printable(text.ptr);
    git_buf_dispose(&text);
  }
  return description;
}

std::optional<UtcTime> time_of(const git_commit* commit) {
  constexpr git_time_t end_of_year_9999 = 253402300799;
  const git_time_t seconds = git_commit_time(commit);
  if (seconds < 0 || seconds > end_of_year_9999) return std::nullopt;
  return UtcTime(std::chrono::seconds(seconds));
}

bool is_left_out(git_index* index, const char* path) {
  const git_index_entry* file = git_index_get_bypath(index, path, 0);
  return file != nullptr && (file->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE) != 0;
}

}  // namespace trackmeet::vcs
