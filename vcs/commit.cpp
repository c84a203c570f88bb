// SPDX-License-Identifier: Apache-2.0
#include "vcs/commit.hpp"

#include <fmt/format.h>

#include <string_view>
#include <system_error>

#include "core/printable.hpp"
#include "vcs/repository.hpp"

namespace trackmeet::vcs {
namespace {

namespace fs = std::filesystem;

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
    if (entry.status == GIT_STATUS_WT_DELETED && is_left_out(index.get(), entry.index_to_workdir->old_file.path))
      continue;
    (entry.status == GIT_STATUS_WT_NEW ? changes.untracked : changes.tracked) = true;
  }
  return changes;
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
  Result<GitRepository> repository = look_for_repository(start);
  if (!repository) return passed_on(repository);
  if (*repository == nullptr || git_repository_workdir(repository->get()) == nullptr) return std::nullopt;
  Result<Checkout> checkout = checkout_of(repository->get());
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
