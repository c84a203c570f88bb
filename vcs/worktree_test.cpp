// SPDX-License-Identifier: Apache-2.0
#include "vcs/worktree.hpp"

#include <functional>

#include "core/file.hpp"
#include "vcs/scratch_repository.hpp"
#include "vcs/snapshot.hpp"

namespace trackmeet::vcs {
namespace {

namespace fs = std::filesystem;

class Worktrees : public ScratchRepository {
protected:
  void SetUp() override {
    ScratchRepository::SetUp();
    if (IsSkipped()) return;
    repo_ = scratch() / "repo";
    slot_ = scratch() / "cache/slot-0";
    init(repo_);
    commit_file(repo_, ".gitignore", "/build/\n*.gen\n");
    commit_file(repo_, "a.txt", "one\n");
    commit_file(repo_, "same.txt", "same\n");
    commit_file(repo_, "old.txt", "old\n");
    first_ = content("HEAD");
    git(repo_, {"rm", "-q", "old.txt"});
    write(repo_ / ".gitignore", "/build/\n");
    commit_file(repo_, "a.txt", "two\n");
    git(repo_, {"commit", "-q", "-a", "-m", "ignore less"});
    second_ = content("HEAD");
  }

  WorktreeContent content(const std::string& name) const {
    return {git(repo_, {"rev-parse", name}), git(repo_, {"rev-parse", name + "^{tree}"})};
  }

  /// Prepares the slot; returns the notes.
  std::vector<std::string> prepare(const WorktreeContent& wanted) const {
    const auto prepared = prepare_worktree(repo_, slot_, wanted);
    if (!prepared) ADD_FAILURE() << to_text(prepared.error());
    return prepared.value_or(std::vector<std::string>());
  }

  std::string text_of(const char* name) const { return read_file(slot_ / name).value_or("(none)"); }

  /// That git itself finds the slot at this commit, with the files of this tree and nothing else.
  void expect_holds(const WorktreeContent& wanted) const {
    EXPECT_EQ(git(slot_, {"rev-parse", "HEAD"}), wanted.commit);
    EXPECT_EQ(git(slot_, {"write-tree"}), wanted.tree);
    EXPECT_EQ(git(slot_, {"diff", "--name-only"}), "");
    EXPECT_EQ(git(slot_, {"ls-files", "--others", "--exclude-standard"}), "");
    EXPECT_NE(git(repo_, {"worktree", "list"}).find(slot_.string() + " "), std::string::npos);
  }

  fs::path entry() const {
    for (const auto& found : fs::directory_iterator(repo_ / ".git/worktrees")) return found.path();
    return {};
  }

  fs::path repo_;
  fs::path slot_;
  WorktreeContent first_;
  WorktreeContent second_;
};

TEST_F(Worktrees, are_made_and_leave_the_checkout_of_the_user_alone) {
  const std::string branches = git(repo_, {"branch", "--list"});
  prepare(first_);
  expect_holds(first_);
  EXPECT_EQ(text_of("a.txt"), "one\n");
  EXPECT_EQ(git(repo_, {"status", "--porcelain"}), "");
  EXPECT_EQ(git(repo_, {"branch", "--list"}), branches);
  EXPECT_EQ(git(repo_, {"rev-parse", "HEAD"}), second_.commit);
}

TEST_F(Worktrees, move_and_keep_what_is_equal_or_ignored_and_nothing_else) {
  prepare(first_);
  write(slot_ / "build/out.o", "kept\n");
  write(slot_ / "left.gen", "ignored before, not afterwards\n");
  write(slot_ / "untracked/x.txt", "removed\n");
  const auto long_ago = fs::last_write_time(slot_ / "same.txt") - std::chrono::hours(5);
  fs::last_write_time(slot_ / "same.txt", long_ago);
  write(slot_ / "a.txt", "changed by a build\n");
  prepare(second_);
  expect_holds(second_);
  EXPECT_EQ(text_of("a.txt"), "two\n");
  EXPECT_EQ(text_of("build/out.o"), "kept\n");
  EXPECT_EQ(text_of("old.txt"), "(none)");
  EXPECT_EQ(text_of("left.gen"), "(none)");
  EXPECT_EQ(fs::last_write_time(slot_ / "same.txt"), long_ago);
  prepare(first_);
  expect_holds(first_);
}

TEST_F(Worktrees, hold_a_snapshot_on_top_of_its_commit) {
  write(repo_ / "a.txt", "not committed\n");
  write(repo_ / "new.txt", "untracked\n");
  const auto snapshot = take_snapshot(repo_);
  ASSERT_TRUE(snapshot && snapshot->dirty);
  prepare({snapshot->commit, snapshot->tree});
  expect_holds({snapshot->commit, snapshot->tree});
  EXPECT_EQ(text_of("a.txt"), "not committed\n");
  EXPECT_EQ(text_of("new.txt"), "untracked\n");
  prepare(second_);
  expect_holds(second_);
}

TEST_F(Worktrees, mend_leftovers) {
  struct Case {
    const char* name;
    std::function<void()> leave;
  };
  const Case cases[] = {
      {"folder deleted", [&] { fs::remove_all(slot_); }},
      {"entry pruned", [&] { fs::remove_all(entry()); }},
      {"both deleted", [&] { fs::remove_all(slot_), fs::remove_all(repo_ / ".git/worktrees"); }},
      {"folder empty", [&] { fs::remove_all(slot_), fs::create_directories(slot_); }},
      {"locked",
       [&] {
         git(repo_, {"worktree", "lock", slot_.string()});
       }},
      {"killed in a checkout", [&] { write(entry() / "index.lock", ""), write(entry() / "HEAD.lock", ""); }},
      {"no index", [&] { fs::remove(entry() / "index"), fs::remove(slot_ / "a.txt"); }},
      {"garbage for an index", [&] { write(entry() / "index", "garbage"); }},
      {"HEAD of a commit that is gone", [&] { write(entry() / "HEAD", std::string(40, 'a') + "\n"); }},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    prepare(first_);
    c.leave();
    prepare(second_);
    expect_holds(second_);
  }
}

TEST_F(Worktrees, are_made_from_a_linked_work_tree_too) {
  git(repo_, {"worktree", "add", "-q", "--detach", (scratch() / "linked").string()});
  ASSERT_TRUE(prepare_worktree(scratch() / "linked", slot_, first_));
  expect_holds(first_);
}

TEST_F(Worktrees, never_touch_a_folder_that_is_not_theirs) {
  write(slot_ / "precious.txt", "mine\n");
  git(repo_, {"worktree", "add", "-q", "--detach", (scratch() / "linked").string()});
  write(scratch() / "linked/precious.txt", "mine\n");
  write(repo_ / "precious.txt", "mine\n");
  fs::create_symlink(repo_, scratch() / "link");
  for (const fs::path& folder : {slot_, scratch() / "linked", repo_, scratch() / "link", scratch()}) {
    for (const auto& error :
         {prepare_worktree(repo_, folder, first_).map([](auto&&) {}), remove_worktree(repo_, folder)}) {
      ASSERT_FALSE(error) << folder;
      EXPECT_EQ(error.error().code, ErrorCode::conflict);
      EXPECT_FALSE(error.error().hint.empty());
    }
  }
  EXPECT_EQ(text_of("precious.txt"), "mine\n");
  EXPECT_TRUE(fs::exists(scratch() / "linked/precious.txt"));
  EXPECT_TRUE(fs::exists(repo_ / "precious.txt"));
}

TEST_F(Worktrees, are_removed_whole_and_forgotten_once_their_folders_are_gone) {
  prepare(first_);
  ASSERT_TRUE(prepare_worktree(repo_, scratch() / "cache/slot-1", first_));
  git(repo_, {"worktree", "add", "-q", "--detach", (scratch() / "linked").string()});
  ASSERT_TRUE(remove_worktree(repo_, slot_));
  EXPECT_FALSE(fs::exists(slot_));
  EXPECT_TRUE(remove_worktree(repo_, slot_));
  EXPECT_EQ(prune_worktrees(repo_).value(), 0U);
  fs::remove_all(scratch() / "cache");
  fs::remove_all(scratch() / "linked");
  EXPECT_EQ(prune_worktrees(repo_).value(), 1U);
  EXPECT_EQ(git(repo_, {"worktree", "list"}).find("cache"), std::string::npos);
  EXPECT_EQ(entry().filename(), "linked");  // not ours to forget
}

TEST_F(Worktrees, say_that_submodules_are_not_filled) {
  EXPECT_TRUE(prepare(first_).empty());
  git(repo_, {"submodule", "-q", "add", repo_.string(), "inner"});
  git(repo_, {"commit", "-q", "-m", "a submodule"});
  const auto notes = prepare(content("HEAD"));
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_NE(notes[0].find("submodules"), std::string::npos);
}

TEST_F(Worktrees, of_what_is_not_in_the_repository_are_refused_before_anything_is_made) {
  EXPECT_FALSE(prepare_worktree(repo_, slot_, {std::string(40, 'a'), first_.tree}));
  EXPECT_FALSE(prepare_worktree(repo_, slot_, {first_.commit, std::string(40, 'b')}));
  EXPECT_FALSE(prepare_worktree(repo_, slot_, {"main", first_.tree}));
  EXPECT_FALSE(fs::exists(slot_));
}

}  // namespace
}  // namespace trackmeet::vcs
