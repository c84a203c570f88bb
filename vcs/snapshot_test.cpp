// SPDX-License-Identifier: Apache-2.0
#include "vcs/snapshot.hpp"

#include <sys/stat.h>

#include "core/file.hpp"
#include "vcs/scratch_repository.hpp"

namespace trackmeet::vcs {
namespace {

namespace fs = std::filesystem;

class Snapshots : public OneScratchRepository {
protected:
  void SetUp() override {
    OneScratchRepository::SetUp();
    if (IsSkipped()) return;
    commit_file(repo_, ".gitignore", "/build/\n*.log\n");
    commit_file(repo_, "a.txt", "one\n");
    commit_file(repo_, "deep/er/b.txt", "one\n");
  }

  Snapshot snapshot() const {
    const auto taken = take_snapshot(repo_);
    if (!taken) ADD_FAILURE() << to_text(taken.error());
    return taken.value_or(Snapshot{});
  }

  std::string files(const std::string& tree) const { return git(repo_, {"ls-tree", "-r", "--name-only", tree}); }
};

TEST_F(Snapshots, of_a_clean_work_tree_are_the_tree_of_head) {
  write(repo_ / "build/out.o", "ignored\n");
  const Snapshot taken = snapshot();
  EXPECT_EQ(taken.commit, git(repo_, {"rev-parse", "HEAD"}));
  EXPECT_EQ(taken.tree, git(repo_, {"rev-parse", "HEAD^{tree}"}));
  EXPECT_FALSE(taken.dirty);
}

TEST_F(Snapshots, hold_changed_new_and_staged_files_but_no_ignored_and_no_deleted_ones) {
  write(repo_ / "a.txt", "two\n");
  write(repo_ / "new/one/c.txt", "new\n");
  write(repo_ / "staged.txt", "staged\n");
  git(repo_, {"add", "staged.txt"});
  write(repo_ / "staged.txt", "changed since\n");
  write(repo_ / "forced.log", "tracked though ignored\n");
  git(repo_, {"add", "-f", "forced.log"});
  write(repo_ / "other.log", "ignored\n");
  fs::remove(repo_ / "deep/er/b.txt");
  const Snapshot taken = snapshot();
  EXPECT_TRUE(taken.dirty);
  EXPECT_EQ(files(taken.tree), ".gitignore\na.txt\nforced.log\nnew/one/c.txt\nstaged.txt");
  EXPECT_EQ(git(repo_, {"show", taken.tree + ":a.txt"}), "two");
  EXPECT_EQ(git(repo_, {"show", taken.tree + ":staged.txt"}), "changed since");
}

TEST_F(Snapshots, touch_neither_the_index_nor_the_files) {
  write(repo_ / "a.txt", "two\n");
  write(repo_ / "c.txt", "new\n");
  const std::string before = git(repo_, {"status", "--porcelain"});
  const std::string index = read_file(repo_ / ".git/index").value_or("");
  snapshot();
  EXPECT_EQ(read_file(repo_ / ".git/index").value_or(""), index);
  EXPECT_EQ(git(repo_, {"status", "--porcelain"}), before);
  EXPECT_EQ(read_file(repo_ / "a.txt").value_or(""), "two\n");
}

TEST_F(Snapshots, keep_the_mode_of_programs_and_links) {
  write(repo_ / "run.sh", "#!/bin/sh\n");
  fs::permissions(repo_ / "run.sh", fs::perms::owner_all);
  fs::create_symlink("a.txt", repo_ / "link");
  fs::create_symlink("nowhere", repo_ / "broken");
  const std::string tree = snapshot().tree;
  EXPECT_EQ(git(repo_, {"ls-tree", tree, "run.sh"}).substr(0, 6), "100755");
  EXPECT_EQ(git(repo_, {"ls-tree", tree, "link"}).substr(0, 6), "120000");
  EXPECT_EQ(git(repo_, {"ls-tree", tree, "broken"}).substr(0, 6), "120000");
}

TEST_F(Snapshots, leave_out_pipes_and_repositories_inside) {
  ASSERT_EQ(::mkfifo((repo_ / "pipe").c_str(), 0600), 0);
  init(repo_ / "inner");
  commit_file(repo_ / "inner", "x.txt", "x\n");
  init(repo_ / "unborn");
  const Snapshot taken = snapshot();
  EXPECT_EQ(taken.tree, git(repo_, {"rev-parse", "HEAD^{tree}"}));
}

TEST_F(Snapshots, keep_what_a_sparse_checkout_left_out) {
  git(repo_, {"sparse-checkout", "set", "--no-cone", "/*", "!/deep/"});
  ASSERT_FALSE(fs::exists(repo_ / "deep/er/b.txt"));
  write(repo_ / "a.txt", "two\n");
  EXPECT_EQ(files(snapshot().tree), ".gitignore\na.txt\ndeep/er/b.txt");
}

TEST_F(Snapshots, of_a_work_tree_with_conflicts_or_without_a_commit_are_refused) {
  git(repo_, {"checkout", "-q", "-b", "side"});
  commit_file(repo_, "a.txt", "side\n");
  write(repo_ / "a.txt", "mine\n");
  git(repo_, {"checkout", "-q", "-m", "main"});
  const auto conflicting = take_snapshot(repo_);
  ASSERT_FALSE(conflicting);
  EXPECT_EQ(conflicting.error().message, "the work tree has conflicts");
  init(scratch() / "empty");
  const auto unborn = take_snapshot(scratch() / "empty");
  ASSERT_FALSE(unborn);
  EXPECT_EQ(unborn.error().message, "nothing was committed here yet");
  EXPECT_FALSE(take_snapshot(scratch() / "home"));
}

}  // namespace
}  // namespace trackmeet::vcs
