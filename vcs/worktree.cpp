// SPDX-License-Identifier: Apache-2.0
#include "vcs/worktree.hpp"

#include <fmt/format.h>

#include <string_view>
#include <system_error>

#include "core/file.hpp"
#include "core/user_folder.hpp"
#include "vcs/repository.hpp"

namespace trackmeet::vcs {
namespace {

namespace fs = std::filesystem;

/// Begins the name of every entry of ours in `.git/worktrees`.
constexpr std::string_view our_prefix = "trackmeet-";

/// A linked work tree: its folder, and the entry for it in the repository. (man gitrepository-layout)
struct Places {
  fs::path folder;
  fs::path entry;

  fs::path link() const { return folder / ".git"; }
  std::string link_text() const { return fmt::format("gitdir: {}\n", entry.string()); }
};

fs::path entries_of(git_repository* repository) {
  return fs::path(git_repository_commondir(repository)).parent_path() / "worktrees";
}

tl::unexpected<Error> system_failure(std::string_view what, const fs::path& path, const std::error_code& error) {
  const bool full = error == std::errc::no_space_on_device;
  return failure(ErrorCode::io, fmt::format("{}: {}", what, error.message()), SourcePos{path.string()},
                 full ? "the disk is full: free some space and try again" : "use a folder that you may write to");
}

Result<Places> places_of(git_repository* repository, const fs::path& folder) {
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(fs::absolute(folder, error), error);
  if (error) return system_failure("cannot find the folder", folder, error);
  return Places{whole, entries_of(repository) / (std::string(our_prefix) + project_key(whole))};
}

/// That nobody's files are lost if `places.folder` is written over: it is missing, empty or ours.
Result<void> check_ours(const Places& places) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(places.folder, error);
  if (!fs::exists(status)) return {};
  if (fs::is_directory(status) && fs::is_empty(places.folder, error) && !error) return {};
  const bool linked = fs::is_directory(status) && fs::is_regular_file(fs::symlink_status(places.link(), error));
  if (linked) {
    const Result<std::string> text = read_file(places.link(), 1U << 16U);
    if (text && *text == places.link_text()) return {};
  }
  return failure(ErrorCode::conflict, "there are files here that are not a work tree of ours",
                 SourcePos{places.folder.string()}, "move the folder away, or choose another cache folder");
}

/// The files that make folder and entry a linked work tree; written anew each time, whatever is left of them. The link
/// comes first: from then on the folder is known to be ours.
Result<void> link_up(const Places& places, const std::string& commit) {
  std::error_code error;
  for (const fs::path& folder : {places.folder, places.entry}) {
    fs::create_directories(folder, error);
    if (error) return system_failure("cannot make the folder", folder, error);
  }
  // Whoever calls us is the only one at work here: a lock was left by one that was killed.
  for (const char* lock : {"index.lock", "HEAD.lock"}) fs::remove(places.entry / lock, error);
  const std::pair<fs::path, std::string> files[] = {{places.link(), places.link_text()},
                                                    {places.entry / "commondir", "../..\n"},
                                                    {places.entry / "gitdir", places.link().string() + "\n"},
                                                    {places.entry / "HEAD", commit + "\n"}};
  for (const auto& [path, text] : files) {
    if (const Result<std::string> old = read_file(path); old && *old == text) continue;
    if (Result<void> written = write_file_atomically(path, text); !written) return written;
  }
  return {};
}

/// The index of a work tree of ours. One that cannot be read is thrown away: it is only what git remembers of files.
GitIndex index_of(git_repository* worktree, const Places& places) {
  git_index* raw = nullptr;
  if (git_repository_index(&raw, worktree) == 0) return GitIndex(raw);
  std::error_code ignored;
  fs::remove(places.entry / "index", ignored);
  return git_repository_index(&raw, worktree) == 0 ? GitIndex(raw) : nullptr;
}

Result<void> check_out(git_repository* worktree, git_tree* tree, const Places& places) {
  const GitIndex index = index_of(worktree, places);
  git_checkout_options options;
  git_checkout_options_init(&options, GIT_CHECKOUT_OPTIONS_VERSION);
  options.checkout_strategy = GIT_CHECKOUT_FORCE | GIT_CHECKOUT_REMOVE_UNTRACKED;
  options.baseline = tree;  // so that files are compared with what is wanted, and equal ones are left alone
  const auto* wanted = reinterpret_cast<const git_object*>(tree);
  // First by the index and the ignore rules of what was there before, so that all of it goes; then by those of what is
  // wanted. What the index knows of files that stay is kept, so that they need not be read again.
  const bool done = index != nullptr && git_checkout_tree(worktree, wanted, &options) == 0 &&
                    git_index_read_tree(index.get(), tree) == 0 && git_index_write(index.get()) == 0 &&
                    git_checkout_tree(worktree, wanted, &options) == 0;
  if (done) return {};
  std::error_code unknown;
  const bool full = fs::space(places.folder, unknown).available < (1U << 20U) && !unknown;
  return failure(ErrorCode::io, fmt::format("cannot check out into it: {}", last_git_error()),
                 SourcePos{places.folder.string()},
                 full ? "the disk is full: free some space and try again" : "delete the folder and try again");
}

std::vector<std::string> notes_on(const fs::path& folder) {
  std::vector<std::string> notes;
  std::error_code ignored;
  if (fs::exists(folder / ".gitmodules", ignored))
    notes.push_back(
        "the project has submodules, which are not filled here: the build command must fetch what it needs");
  const Result<std::string> attributes = read_file(folder / ".gitattributes", 1U << 20U);
  if (attributes && attributes->find("filter=lfs") != std::string::npos)
    notes.push_back(
        "files kept with git-lfs are pointers here: the build command must run `git lfs pull` if it needs them");
  return notes;
}

}  // namespace

Result<std::vector<std::string>> prepare_worktree(const fs::path& repository, const fs::path& folder,
                                                  const WorktreeContent& content) {
  const GitLibrary library;
  Result<GitRepository> owner = open_repository(repository);
  if (!owner) return passed_on(owner);
  Result<GitCommit> commit = commit_of(owner->get(), content.commit);
  if (!commit) return passed_on(commit);
  Result<GitTree> checked = tree_of(owner->get(), content.tree);
  if (!checked) return passed_on(checked);
  Result<Places> places = places_of(owner->get(), folder);
  if (!places) return passed_on(places);
  if (Result<void> ours = check_ours(*places); !ours) return passed_on(ours);
  if (Result<void> linked = link_up(*places, content.commit); !linked) return passed_on(linked);

  git_repository* raw = nullptr;
  if (git_repository_open(&raw, places->folder.c_str()) != 0) return damaged(places->folder, last_git_error());
  const GitRepository worktree(raw);
  Result<GitTree> tree = tree_of(worktree.get(), content.tree);
  if (!tree) return passed_on(tree);
  if (Result<void> done = check_out(worktree.get(), tree->get(), *places); !done) return passed_on(done);
  return notes_on(places->folder);
}

Result<void> remove_worktree(const fs::path& repository, const fs::path& folder) {
  const GitLibrary library;
  Result<GitRepository> owner = open_repository(repository);
  if (!owner) return passed_on(owner);
  Result<Places> places = places_of(owner->get(), folder);
  if (!places) return passed_on(places);
  if (Result<void> ours = check_ours(*places); !ours) return ours;
  std::error_code error;
  for (const fs::path& gone : {places->folder, places->entry}) {
    fs::remove_all(gone, error);
    if (error) return system_failure("cannot delete it", gone, error);
  }
  return {};
}

Result<std::size_t> prune_worktrees(const fs::path& repository) {
  const GitLibrary library;
  Result<GitRepository> owner = open_repository(repository);
  if (!owner) return passed_on(owner);
  std::error_code error;
  std::vector<fs::path> stale;
  for (const auto& entry : fs::directory_iterator(entries_of(owner->get()), error)) {
    if (!entry.path().filename().string().starts_with(our_prefix)) continue;
    Result<std::string> link = read_file(entry.path() / "gitdir", 1U << 16U);
    while (link && link->ends_with('\n')) link->pop_back();
    std::error_code ignored;
    if (!link || !fs::exists(*link, ignored)) stale.push_back(entry.path());
  }
  for (const fs::path& entry : stale) {
    fs::remove_all(entry, error);
    if (error) return system_failure("cannot delete it", entry, error);
  }
  return stale.size();
}

}  // namespace trackmeet::vcs
