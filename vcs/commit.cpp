// SPDX-License-Identifier: Apache-2.0
#include "vcs/commit.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <system_error>

#include "core/printable.hpp"
#include "vcs/git_handle.hpp"

namespace trackmeet::vcs {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> damaged(const fs::path& root, std::string_view what) {
  return failure(ErrorCode::input, fmt::format("the git repository cannot be read: {}", what), SourcePos{root.string()},
                 "run `git fsck` there or clone it anew; to go on without a commit, move its .git away");
}

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

/// The branch that HEAD names, even one without commits; empty if it is detached.
Result<std::string> branch_of(git_repository* repository, const fs::path& root) {
  git_reference* raw = nullptr;
  if (git_reference_lookup(&raw, repository, "HEAD") != 0) return damaged(root, last_git_error());
  const GitReference head(raw);
  const char* target = git_reference_symbolic_target(head.get());
  if (target == nullptr) return std::string();
  std::string_view name = target;
  constexpr std::string_view heads = "refs/heads/";
  if (name.starts_with(heads)) name.remove_prefix(heads.size());
  return printable(name);
}

struct Changes {
  bool tracked = false;
  bool untracked = false;
};

/// Whether a sparse checkout leaves the file out on purpose; libgit2 1.5 calls such a file deleted.
bool is_left_out(git_index* index, const git_status_entry& entry) {
  if (entry.status != GIT_STATUS_WT_DELETED) return false;
  const git_index_entry* file = git_index_get_bypath(index, entry.index_to_workdir->old_file.path, 0);
  return file != nullptr && (file->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE) != 0;
}

Result<Changes> changes_in(git_repository* repository, const fs::path& root) {
  git_status_options options;
  git_status_options_init(&options, GIT_STATUS_OPTIONS_VERSION);
  options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
  options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED;
  git_status_list* raw = nullptr;
  if (git_status_list_new(&raw, repository, &options) != 0) return damaged(root, last_git_error());
  const GitStatusList list(raw);
  git_index* raw_index = nullptr;
  if (git_repository_index(&raw_index, repository) != 0) return damaged(root, last_git_error());
  const GitIndex index(raw_index);
  Changes changes;
  const std::size_t count = git_status_list_entrycount(list.get());
  for (std::size_t i = 0; i < count; ++i) {
    const git_status_entry& entry = *git_status_byindex(list.get(), i);
    if (is_left_out(index.get(), entry)) continue;
    (entry.status == GIT_STATUS_WT_NEW ? changes.untracked : changes.tracked) = true;
  }
  return changes;
}

std::string hex_of(const git_oid& id) {
  std::array<char, GIT_OID_HEXSZ + 1> hex{};
  git_oid_tostr(hex.data(), hex.size(), &id);
  return hex.data();
}

/// As `git describe --always --tags`. Where the history that it would walk is not all there (a shallow clone), the
/// short hash.
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

/// Nothing for a time that no calendar of ours can hold (a forged commit).
std::optional<UtcTime> time_of(const git_commit* commit) {
  constexpr git_time_t end_of_year_9999 = 253402300799;
  const git_time_t seconds = git_commit_time(commit);
  if (seconds < 0 || seconds > end_of_year_9999) return std::nullopt;
  return UtcTime(std::chrono::seconds(seconds));
}

Result<Checkout> checkout_of(git_repository* repository) {
  Checkout checkout;
  checkout.root = fs::path(git_repository_workdir(repository)).parent_path();  // without the slash at its end
  Result<std::string> branch = branch_of(repository, checkout.root);
  if (!branch) return passed_on(branch);
  checkout.branch = *branch;
  Result<Changes> changes = changes_in(repository, checkout.root);
  if (!changes) return passed_on(changes);
  checkout.dirty = changes->tracked || changes->untracked;

  git_oid id{};
  const int found = git_reference_name_to_id(&id, repository, "HEAD");
  if (found == GIT_ENOTFOUND && !checkout.branch.empty()) return checkout;
  git_commit* raw = nullptr;
  if (found != 0 || git_commit_lookup(&raw, repository, &id) != 0) return damaged(checkout.root, last_git_error());
  const GitCommit commit(raw);
  checkout.commit = hex_of(id);
  checkout.commit_time = time_of(commit.get());
  checkout.describe = description_of(commit.get()) + (changes->tracked ? "-dirty" : "");
  return checkout;
}

/// Whether the index of the repository at `root` has a file below `folder`, which lies in it.
Result<bool> is_tracked(const fs::path& root, const fs::path& folder) {
  const fs::path relative = folder.lexically_relative(root);
  if (relative == ".") return true;
  git_repository* raw = nullptr;
  if (git_repository_open(&raw, root.c_str()) != 0) return damaged(root, last_git_error());
  const GitRepository repository(raw);
  git_index* raw_index = nullptr;
  if (git_repository_index(&raw_index, repository.get()) != 0) return damaged(root, last_git_error());
  const GitIndex index(raw_index);
  return git_index_find_prefix(nullptr, index.get(), (relative / "").c_str()) == 0;
}

}  // namespace

Result<std::optional<Checkout>> find_checkout(const fs::path& folder) {
  std::error_code missing;
  const fs::path start = fs::canonical(folder.empty() ? "." : folder, missing);
  if (missing)
    return failure(ErrorCode::io, fmt::format("cannot look for its commit: {}", missing.message()),
                   SourcePos{folder.string()}, "check the path");

  const GitLibrary library;
  git_repository* raw = nullptr;
  // No flags: looked for upwards on one file system, and GIT_DIR or GIT_WORK_TREE in the environment change nothing.
  const int opened = git_repository_open_ext(&raw, start.c_str(), 0, nullptr);
  const GitRepository repository(raw);
  const std::optional<fs::path> meant = opened == 0 ? std::nullopt : meant_to_be_repository(start);
  if (meant) return damaged(*meant, last_git_error());
  if (opened != 0 || git_repository_workdir(repository.get()) == nullptr) return std::nullopt;
  Result<Checkout> checkout = checkout_of(repository.get());
  if (!checkout) return passed_on(checkout);
  return std::move(*checkout);
}

Result<std::optional<Checkout>> find_source_checkout(const fs::path& folder) {
  Result<std::optional<Checkout>> found = find_checkout(folder);
  if (!found || !*found) return found;
  const GitLibrary library;
  std::error_code gone;
  Result<bool> tracked = is_tracked((*found)->root, fs::canonical(folder.empty() ? "." : folder, gone));
  if (!tracked) return passed_on(tracked);
  return *tracked ? found : std::nullopt;
}

}  // namespace trackmeet::vcs
