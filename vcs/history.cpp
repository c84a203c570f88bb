// SPDX-License-Identifier: Apache-2.0
#include "vcs/history.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/printable.hpp"
#include "vcs/repository.hpp"
#include "vcs/revision_of.hpp"

namespace trackmeet::vcs {
namespace {

namespace fs = std::filesystem;

Result<bool> descends_from(git_repository* repository, const git_oid& commit, const git_oid& ancestor) {
  const int answer = git_graph_descendant_of(repository, &commit, &ancestor);
  if (answer < 0) return unreadable(repository);
  return answer == 1;
}

/// That there is something to search between `good` and `bad`.
Result<void> check_order(git_repository* repository, const Revision& good, const Revision& bad) {
  if (good.commit == bad.commit)
    return failure(ErrorCode::usage, fmt::format("'{}' and '{}' are the same commit", good.name, bad.name),
                   "name two different ones");
  Result<git_oid> from = id_of(good.commit);
  if (!from) return passed_on(from);
  Result<git_oid> to = id_of(bad.commit);
  if (!to) return passed_on(to);
  Result<bool> ordered = descends_from(repository, *to, *from);
  if (!ordered) return passed_on(ordered);
  if (*ordered) return {};
  Result<bool> exchanged = descends_from(repository, *from, *to);
  if (!exchanged) return passed_on(exchanged);
  return failure(ErrorCode::usage, fmt::format("'{}' is no ancestor of '{}'", good.name, bad.name),
                 *exchanged ? "it is the other way round: exchange the good and the bad revision"
                            : "take their merge base as the good one, or revisions of one line of history");
}

}  // namespace

Result<std::vector<Revision>> history_between(const fs::path& folder, const std::string& good, const std::string& bad) {
  const GitLibrary library;
  Result<GitRepository> repository = open_repository(folder);
  if (!repository) return passed_on(repository);
  Result<Revision> oldest = find_revision(folder, good);
  if (!oldest) return passed_on(oldest);
  Result<Revision> newest = find_revision(folder, bad);
  if (!newest) return passed_on(newest);
  if (Result<void> checked = check_order(repository->get(), *oldest, *newest); !checked) return passed_on(checked);

  git_revwalk* raw = nullptr;
  if (git_revwalk_new(&raw, repository->get()) != 0) return unreadable(repository->get());
  const GitRevisionWalk walk(raw);
  Result<git_oid> from = id_of(oldest->commit);
  Result<git_oid> to = id_of(newest->commit);
  git_revwalk_sorting(walk.get(), GIT_SORT_TOPOLOGICAL);
  git_revwalk_simplify_first_parent(walk.get());
  if (git_revwalk_push(walk.get(), &*to) != 0 || git_revwalk_hide(walk.get(), &*from) != 0)
    return unreadable(repository->get());
  std::vector<Revision> commits;
  for (git_oid id{};;) {
    const int next = git_revwalk_next(&id, walk.get());
    if (next == GIT_ITEROVER) break;
    if (next != 0) return unreadable(repository->get());
    git_commit* raw_commit = nullptr;
    if (git_commit_lookup(&raw_commit, repository->get(), &id) != 0) return unreadable(repository->get());
    const GitCommit commit(raw_commit);
    commits.push_back(revision_of(commit.get(), hex_of(id).substr(0, 7)));
  }
  std::ranges::reverse(commits);
  return commits;
}

Result<std::vector<std::string>> differing_files(const fs::path& folder, const std::string& tree_a,
                                                 const std::string& tree_b, const fs::path& below) {
  const GitLibrary library;
  Result<GitRepository> repository = open_repository(folder);
  if (!repository) return passed_on(repository);
  Result<GitTree> a = tree_of(repository->get(), tree_a);
  if (!a) return passed_on(a);
  Result<GitTree> b = tree_of(repository->get(), tree_b);
  if (!b) return passed_on(b);

  git_diff_options options;
  git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
  options.flags = GIT_DIFF_DISABLE_PATHSPEC_MATCH;
  std::string prefix = below.lexically_normal().generic_string();
  while (prefix.ends_with('/')) prefix.pop_back();
  char* wanted[] = {prefix.data()};
  if (!prefix.empty() && prefix != ".") options.pathspec = {wanted, 1};
  git_diff* raw = nullptr;
  if (git_diff_tree_to_tree(&raw, repository->get(), a->get(), b->get(), &options) != 0)
    return unreadable(repository->get());
  const GitDiff diff(raw);
  std::vector<std::string> files;
  for (std::size_t i = 0; i < git_diff_num_deltas(diff.get()); ++i) {
    const git_diff_delta& delta = *git_diff_get_delta(diff.get(), i);
    files.push_back(printable(delta.new_file.path != nullptr ? delta.new_file.path : delta.old_file.path));
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace trackmeet::vcs
