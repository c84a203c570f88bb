// SPDX-License-Identifier: Apache-2.0
#include "vcs/revision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/printable.hpp"
#include "core/spelling.hpp"
#include "vcs/repository.hpp"
#include "vcs/revision_of.hpp"

namespace trackmeet::vcs {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_name = 1000;  ///< characters; git itself refuses references that are longer than paths

/// The short names of branches and tags, local ones first; empty if they cannot be read.
std::vector<std::string> known_names(git_repository* repository) {
  git_strarray references{};
  std::vector<std::string> local;
  std::vector<std::string> remote;
  if (git_reference_list(&references, repository) != 0) return {};
  for (std::size_t i = 0; i < references.count; ++i) {
    const std::string_view reference = references.strings[i];
    for (const std::string_view prefix : {"refs/heads/", "refs/tags/", "refs/remotes/"}) {
      if (!reference.starts_with(prefix)) continue;
      (prefix == "refs/remotes/" ? remote : local).push_back(printable(reference.substr(prefix.size())));
    }
  }
  git_strarray_dispose(&references);
  local.insert(local.end(), remote.begin(), remote.end());
  return local;
}

/// The name as we may hand it on and show it; libgit2 would stop reading at a zero byte.
Result<void> check_name(const std::string& name) {
  if (name.empty()) return failure(ErrorCode::usage, "a revision has no name", "name a branch, a tag or a commit");
  const bool control = std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < ' '; });
  if (!control && name.size() <= longest_name) return {};
  return failure(ErrorCode::usage,
                 fmt::format("'{}' cannot be the name of a revision", elide_middle(printable(name), 60)),
                 "name a branch, a tag or a commit");
}

tl::unexpected<Error> unknown(git_repository* repository, const std::string& name, int why) {
  const std::string shown = printable(name);
  if (name.find("..") != std::string::npos)
    return failure(ErrorCode::usage, fmt::format("'{}' is a range, not one revision", shown), "name one commit of it");
  if (why == GIT_EAMBIGUOUS)
    return failure(ErrorCode::usage, fmt::format("'{}' is the beginning of several hashes", shown),
                   "give more digits of it");
  if (why == GIT_EINVALIDSPEC)
    return failure(ErrorCode::usage, fmt::format("'{}' cannot be the name of a revision", shown),
                   "name a branch, a tag or a commit");
  std::string hint = did_you_mean(shown, known_names(repository));
  if (git_repository_head_unborn(repository) == 1)
    hint = "nothing was committed here yet";
  else if (git_repository_is_shallow(repository) == 1)
    hint += "; this is a shallow clone: it may have to be fetched first";
  return failure(ErrorCode::usage, fmt::format("there is no revision '{}'", shown),
                 SourcePos{root_of(repository).string()}, hint);
}

Result<GitCommit> find_commit(git_repository* repository, const std::string& name) {
  if (Result<void> checked = check_name(name); !checked) return passed_on(checked);
  git_object* raw = nullptr;
  // libgit2 1.5 does not know that a lone @ is HEAD.
  const bool at = name == "@" || name.starts_with("@~") || name.starts_with("@^");
  const std::string spec = at ? "HEAD" + name.substr(1) : name;
  const int found = git_revparse_single(&raw, repository, spec.c_str());
  const GitObject object(raw);
  if (found != 0) return unknown(repository, name, found);
  git_object* raw_commit = nullptr;
  if (git_object_peel(&raw_commit, object.get(), GIT_OBJECT_COMMIT) != 0)
    return failure(ErrorCode::usage,
                   fmt::format("'{}' is no commit but a {}", printable(name),
                               git_object_type2string(git_object_type(object.get()))),
                   "name a branch, a tag or a commit");
  return GitCommit(reinterpret_cast<git_commit*>(raw_commit));
}

/// The branch that `name` is, or that HEAD is on; empty if it is neither.
std::string branch_named(git_repository* repository, const std::string& name) {
  git_reference* raw = nullptr;
  const int found = name == "HEAD" || name == "@" ? git_repository_head(&raw, repository)
                                                  : git_branch_lookup(&raw, repository, name.c_str(), GIT_BRANCH_LOCAL);
  const GitReference reference(raw);
  if (found != 0 || git_reference_is_branch(reference.get()) != 1) return {};
  return printable(git_reference_shorthand(reference.get()));
}

}  // namespace

Revision revision_of(git_commit* commit, const std::string& name) {
  Revision revision;
  revision.name = printable(name);
  revision.commit = hex_of(*git_commit_id(commit));
  revision.tree = hex_of(*git_commit_tree_id(commit));
  revision.describe = revision.commit.substr(0, 7);
  if (const git_signature* author = git_commit_author(commit); author != nullptr)
    revision.author = printable(fmt::format("{} <{}>", author->name, author->email));
  if (const char* summary = git_commit_summary(commit); summary != nullptr) revision.subject = printable(summary);
  revision.commit_time = time_of(commit);
  return revision;
}

Result<Revision> find_revision(const fs::path& folder, const std::string& name) {
  const GitLibrary library;
  Result<GitRepository> repository = open_repository(folder);
  if (!repository) return passed_on(repository);
  Result<GitCommit> commit = find_commit(repository->get(), name);
  if (!commit) return passed_on(commit);
  Revision revision = revision_of(commit->get(), name);
  revision.branch = branch_named(repository->get(), name);
  revision.describe = description_of(commit->get());
  return revision;
}

Result<fs::path> repository_root(const fs::path& folder) {
  const GitLibrary library;
  Result<GitRepository> repository = open_repository(folder);
  if (!repository) return passed_on(repository);
  if (git_repository_workdir(repository->get()) == nullptr)
    return failure(ErrorCode::usage, "a bare repository has no work tree",
                   SourcePos{root_of(repository->get()).string()}, "go into a checkout of the project");
  return root_of(repository->get());
}

Result<std::string> main_branch(const fs::path& folder) {
  const GitLibrary library;
  Result<GitRepository> repository = open_repository(folder);
  if (!repository) return passed_on(repository);
  git_reference* raw = nullptr;
  if (git_reference_lookup(&raw, repository->get(), "refs/remotes/origin/HEAD") == 0) {
    const GitReference head(raw);
    const char* target = git_reference_symbolic_target(head.get());
    constexpr std::string_view remotes = "refs/remotes/";
    git_oid id{};
    if (target != nullptr && std::string_view(target).starts_with(remotes) &&
        git_reference_name_to_id(&id, repository->get(), target) == 0)
      return std::string(target).substr(remotes.size());
  }
  for (const char* name : {"main", "master"}) {
    git_oid id{};
    if (git_reference_name_to_id(&id, repository->get(), fmt::format("refs/heads/{}", name).c_str()) == 0) return name;
  }
  return failure(ErrorCode::usage, "there is no main branch to compare with: neither origin/HEAD, main nor master",
                 SourcePos{root_of(repository->get()).string()}, "name what to compare with: --base REV");
}

Result<std::string> merge_base(const fs::path& folder, const std::string& a, const std::string& b) {
  const GitLibrary library;
  Result<GitRepository> repository = open_repository(folder);
  if (!repository) return passed_on(repository);
  Result<GitCommit> first = find_commit(repository->get(), a);
  if (!first) return passed_on(first);
  Result<GitCommit> second = find_commit(repository->get(), b);
  if (!second) return passed_on(second);
  git_oid base{};
  const int found = git_merge_base(&base, repository->get(), git_commit_id(first->get()), git_commit_id(second->get()));
  if (found == GIT_ENOTFOUND && git_repository_is_shallow(repository->get()) != 1)
    return failure(ErrorCode::usage, fmt::format("'{}' and '{}' have no commit in common", printable(a), printable(b)),
                   SourcePos{root_of(repository->get()).string()}, "name the commit to compare with: --base REV");
  if (found != 0) return unreadable(repository->get());
  return hex_of(base);
}

}  // namespace trackmeet::vcs
