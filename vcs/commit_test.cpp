// SPDX-License-Identifier: Apache-2.0
#include "vcs/commit.hpp"

#include <stdlib.h>
#include <unistd.h>

#include <functional>

#include "vcs/scratch_repository.hpp"

namespace trackmeet::vcs {
namespace {

namespace fs = std::filesystem;

class FindCheckout : public ScratchRepository {
protected:
  void SetUp() override {
    ScratchRepository::SetUp();
    repo_ = scratch() / "repo";
  }

  /// The checkout at `folder`, which must be there.
  static Checkout checkout_at(const fs::path& folder) {
    const auto found = find_checkout(folder);
    if (!found) ADD_FAILURE() << to_text(found.error());
    if (!found || !*found) {
      ADD_FAILURE() << "no checkout at " << folder;
      return {};
    }
    return **found;
  }

  static bool is_none(const fs::path& folder) {
    const auto found = find_checkout(folder);
    if (!found) ADD_FAILURE() << to_text(found.error());
    return found && !found->has_value();
  }

  /// The error of a repository that cannot be read.
  static std::string error_at(const fs::path& folder) {
    const auto found = find_checkout(folder);
    if (found) ADD_FAILURE() << "it could be read";
    return found ? "" : to_text(found.error());
  }

  void make_repo() {
    init(repo_);
    commit_file(repo_, "a.txt", "one\n");
  }

  fs::path repo_;
};

TEST_F(FindCheckout, tells_commit_branch_time_and_root_from_any_folder_below) {
  make_repo();
  fs::create_directories(repo_ / "deep/er");
  const Checkout checkout = checkout_at(repo_ / "deep/er");
  EXPECT_EQ(checkout.commit, git(repo_, {"rev-parse", "HEAD"}));
  EXPECT_EQ(checkout.branch, "main");
  EXPECT_FALSE(checkout.dirty);
  EXPECT_EQ(checkout.commit_time, from_iso8601("2026-11-21T09:15:11Z"));
  EXPECT_EQ(checkout.describe, git(repo_, {"describe", "--always", "--tags", "--dirty"}));
  EXPECT_EQ(checkout.root, repo_);
}

TEST_F(FindCheckout, finds_the_checkout_of_a_relative_and_of_an_empty_path) {
  make_repo();
  const fs::path before = fs::current_path();
  fs::current_path(repo_);
  EXPECT_EQ(checkout_at("").root, repo_);
  EXPECT_EQ(checkout_at(".").root, repo_);
  fs::current_path(before);
}

TEST_F(FindCheckout, is_nothing_without_a_repository) {
  fs::create_directories(scratch() / "tarball/src");
  EXPECT_TRUE(is_none(scratch() / "tarball/src"));
}

TEST_F(FindCheckout, of_sources_is_nothing_where_the_repository_around_them_does_not_track_them) {
  make_repo();
  commit_file(repo_, "vendored/sources/b.txt", "b\n");
  commit_file(repo_, ".gitignore", "/build/\n");
  write(repo_ / "build/tarball/c.txt", "c\n");
  write(repo_ / "vendored/sou/c.txt", "c\n");
  const auto found = [](const fs::path& folder) {
    const auto checkout = find_source_checkout(folder);
    if (!checkout) ADD_FAILURE() << to_text(checkout.error());
    return checkout && checkout->has_value();
  };
  EXPECT_TRUE(found(repo_));
  EXPECT_TRUE(found(repo_ / "vendored"));
  EXPECT_TRUE(found(repo_ / "vendored/sources"));
  EXPECT_FALSE(found(repo_ / "vendored/sou"));
  EXPECT_FALSE(found(repo_ / "build/tarball"));
  EXPECT_FALSE(found(scratch()));
}

TEST_F(FindCheckout, is_nothing_where_dot_git_is_an_empty_folder) {
  fs::create_directories(scratch() / "tarball/.git");
  EXPECT_TRUE(is_none(scratch() / "tarball"));
}

TEST_F(FindCheckout, is_nothing_in_a_bare_repository) {
  make_repo();
  git(scratch(), {"clone", "-q", "--bare", "repo", "bare.git"});
  EXPECT_TRUE(is_none(scratch() / "bare.git"));
}

TEST_F(FindCheckout, knows_the_branch_before_the_first_commit) {
  init(repo_);
  EXPECT_FALSE(checkout_at(repo_).dirty);
  write(repo_ / "a.txt", "one\n");
  const Checkout checkout = checkout_at(repo_);
  EXPECT_EQ(checkout.commit, "");
  EXPECT_EQ(checkout.branch, "main");
  EXPECT_EQ(checkout.commit_time, std::nullopt);
  EXPECT_EQ(checkout.describe, "");
  EXPECT_TRUE(checkout.dirty);
}

TEST_F(FindCheckout, has_no_branch_on_a_detached_head) {
  make_repo();
  git(repo_, {"checkout", "-q", "--detach"});
  const Checkout checkout = checkout_at(repo_);
  EXPECT_EQ(checkout.branch, "");
  EXPECT_EQ(checkout.commit, git(repo_, {"rev-parse", "HEAD"}));
}

TEST_F(FindCheckout, reads_a_linked_worktree_as_its_own_checkout) {
  make_repo();
  git(repo_, {"worktree", "add", "-q", "-b", "side", "../side"});
  commit_file(scratch() / "side", "b.txt", "two\n");
  write(repo_ / "a.txt", "changed in the other work tree\n");
  const Checkout checkout = checkout_at(scratch() / "side");
  EXPECT_EQ(checkout.branch, "side");
  EXPECT_EQ(checkout.commit, git(scratch() / "side", {"rev-parse", "HEAD"}));
  EXPECT_EQ(checkout.root, scratch() / "side");
  EXPECT_FALSE(checkout.dirty);
}

TEST_F(FindCheckout, reads_a_shallow_clone) {
  make_repo();
  for (const char* text : {"two\n", "three\n", "four\n"}) commit_file(repo_, "a.txt", text);
  const std::string url = "file://" + repo_.string();
  git(scratch(), {"clone", "-q", "--depth", "2", url, "shallow"});
  const Checkout checkout = checkout_at(scratch() / "shallow");
  EXPECT_EQ(checkout.commit, git(repo_, {"rev-parse", "HEAD"}));
  EXPECT_EQ(checkout.describe, checkout.commit.substr(0, 7));
  EXPECT_FALSE(checkout.dirty);
  git(scratch() / "shallow", {"tag", "v1"});
  EXPECT_EQ(checkout_at(scratch() / "shallow").describe, "v1");
}

TEST_F(FindCheckout, reads_a_sparse_partial_clone) {
  make_repo();
  commit_file(repo_, "left/l.txt", "l\n");
  commit_file(repo_, "right/r.txt", "r\n");
  git(repo_, {"config", "uploadpack.allowFilter", "true"});
  const std::string url = "file://" + repo_.string();
  git(scratch(), {"clone", "-q", "--filter=blob:none", "--sparse", url, "sparse"});
  git(scratch() / "sparse", {"sparse-checkout", "set", "left"});
  ASSERT_FALSE(fs::exists(scratch() / "sparse/right"));
  const Checkout checkout = checkout_at(scratch() / "sparse");
  EXPECT_EQ(checkout.commit, git(repo_, {"rev-parse", "HEAD"}));
  EXPECT_FALSE(checkout.dirty);
}

TEST_F(FindCheckout, reads_a_repository_of_another_owner) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a folder away";
  make_repo();
  const std::string commit = git(repo_, {"rev-parse", "HEAD"});
  constexpr uid_t nobody = 65534;
  for (const fs::path& path : {repo_, repo_ / ".git", repo_ / ".git/config"})
    ASSERT_EQ(::chown(path.c_str(), nobody, nobody), 0);
  EXPECT_EQ(checkout_at(repo_).commit, commit);
}

TEST_F(FindCheckout, is_not_misled_by_the_environment) {
  make_repo();
  init(scratch() / "other");
  ::setenv("GIT_DIR", (scratch() / "other/.git").c_str(), 1);
  ::setenv("GIT_WORK_TREE", (scratch() / "other").c_str(), 1);
  ::setenv("GIT_INDEX_FILE", "/nowhere/index", 1);
  const Checkout checkout = checkout_at(repo_);
  EXPECT_EQ(checkout.root, repo_);
  EXPECT_EQ(checkout.commit.size(), 40U);
  EXPECT_FALSE(checkout.dirty);
}

TEST_F(FindCheckout, keeps_odd_branch_names_and_shows_bytes_that_are_not_text) {
  make_repo();
  const std::vector<std::pair<std::string, std::string>> cases = {{"feature/a\"b'c", "feature/a\"b'c"},
                                                                  {"$(reboot);`x`", "$(reboot);`x`"},
                                                                  {"größe-速い", "größe-速い"},
                                                                  {"-dash", "-dash"},
                                                                  {"heads", "heads"},
                                                                  {"half\xff", "half\\xff"}};
  for (const auto& [name, want] : cases) {
    git(repo_, {"symbolic-ref", "HEAD", "refs/heads/" + name});
    EXPECT_EQ(checkout_at(repo_).branch, want);
  }
}

TEST_F(FindCheckout, leaves_out_a_time_that_no_calendar_holds) {
  make_repo();
  const std::string tree = git(repo_, {"rev-parse", "HEAD^{tree}"});
  write(repo_ / ".git/forged", "tree " + tree +
                                   "\nauthor A <a@example.org> 99999999999999 +0000\n"
                                   "committer A <a@example.org> 99999999999999 +0000\n\nforged\n");
  const std::string forged = git(repo_, {"hash-object", "-t", "commit", "-w", "--literally", ".git/forged"});
  write(repo_ / ".git/refs/heads/main", forged + "\n");
  const Checkout checkout = checkout_at(repo_);
  EXPECT_EQ(checkout.commit, forged);
  EXPECT_EQ(checkout.commit_time, std::nullopt);
}

TEST_F(FindCheckout, describes_as_git_does) {
  make_repo();
  const auto expect_same = [&] {
    EXPECT_EQ(checkout_at(repo_).describe, git(repo_, {"describe", "--always", "--tags", "--dirty"}));
  };
  git(repo_, {"tag", "light"});
  expect_same();
  commit_file(repo_, "a.txt", "two\n");
  expect_same();
  git(repo_, {"tag", "-a", "-m", "annotated", "v1.0"});
  expect_same();
  commit_file(repo_, "b.txt", "three\n");
  expect_same();
  write(repo_ / "new.txt", "untracked files do not make it -dirty\n");
  expect_same();
  write(repo_ / "a.txt", "changed ones do\n");
  expect_same();
}

struct DirtyCase {
  const char* name;
  bool dirty;
  std::function<void(const fs::path& repo)> change;
};

class Dirtiness : public FindCheckout, public testing::WithParamInterface<std::size_t> {
public:
  static std::vector<DirtyCase> cases() {
    return {
        {"nothing_changed", false, [](const fs::path&) {}},
        {"tracked_file_changed", true, [](const fs::path& repo) { write(repo / "a.txt", "two\n"); }},
        {"tracked_file_changed_to_the_same_size", true, [](const fs::path& repo) { write(repo / "a.txt", "eno\n"); }},
        {"tracked_file_written_anew_with_the_same_text", false,
         [](const fs::path& repo) { write(repo / "a.txt", "one\n"); }},
        {"tracked_file_removed", true, [](const fs::path& repo) { fs::remove(repo / "a.txt"); }},
        {"mode_changed", true,
         [](const fs::path& repo) { fs::permissions(repo / "a.txt", fs::perms::owner_exec, fs::perm_options::add); }},
        {"change_staged", true,
         [](const fs::path& repo) {
           write(repo / "a.txt", "two\n");
           git(repo, {"add", "a.txt"});
         }},
        {"change_staged_and_undone_in_the_work_tree", true,
         [](const fs::path& repo) {
           write(repo / "a.txt", "two\n");
           git(repo, {"add", "a.txt"});
           write(repo / "a.txt", "one\n");
         }},
        {"untracked_file", true, [](const fs::path& repo) { write(repo / "new/b.txt", "new\n"); }},
        {"ignored_file", false, [](const fs::path& repo) { write(repo / "build/out.o", "object\n"); }},
        {"file_ignored_by_the_users_own_list", false,
         [](const fs::path& repo) {
           write(repo.parent_path() / "home/.gitconfig", "[core]\n\texcludesFile = ~/ignored\n");
           write(repo.parent_path() / "home/ignored", "*.swp\n");
           write(repo / "a.swp", "swap\n");
         }},
        {"empty_folder", false, [](const fs::path& repo) { fs::create_directory(repo / "empty"); }},
        {"submodule_untouched", false, [](const fs::path& repo) { add_submodule(repo); }},
        {"submodule_not_fetched", false,
         [](const fs::path& repo) {
           add_submodule(repo);
           git(repo, {"submodule", "--quiet", "deinit", "-f", "sub"});
         }},
        {"submodule_changed", true,
         [](const fs::path& repo) {
           add_submodule(repo);
           write(repo / "sub/s.txt", "changed\n");
         }},
        {"submodule_at_another_commit", true,
         [](const fs::path& repo) {
           add_submodule(repo);
           commit_file(repo / "sub", "s.txt", "next\n");
         }},
        {"merge_conflict", true,
         [](const fs::path& repo) {
           git(repo, {"checkout", "-q", "-b", "side"});
           commit_file(repo, "a.txt", "side\n");
           git(repo, {"checkout", "-q", "main"});
           commit_file(repo, "a.txt", "main\n");
           git(repo, {"read-tree", "-m", "main~1", "main", "side"});
         }},
    };
  }

private:
  static void add_submodule(const fs::path& repo) {
    const fs::path library = repo.parent_path() / "library";
    init(library);
    commit_file(library, "s.txt", "sub\n");
    git(repo, {"submodule", "--quiet", "add", library.string(), "sub"});
    git(repo, {"commit", "-q", "-m", "add the submodule"});
  }
};

TEST_P(Dirtiness, is_seen) {
  const DirtyCase c = cases()[GetParam()];
  make_repo();
  commit_file(repo_, ".gitignore", "/build/\n");
  c.change(repo_);
  EXPECT_EQ(checkout_at(repo_).dirty, c.dirty);
}

INSTANTIATE_TEST_SUITE_P(Cases, Dirtiness, testing::Range(std::size_t{0}, Dirtiness::cases().size()),
                         [](const auto& tested) { return std::string(Dirtiness::cases()[tested.param].name); });

TEST_F(FindCheckout, leaves_the_repository_as_it_was) {
  make_repo();
  const auto modified = [&] { return fs::last_write_time(repo_ / ".git/index"); };
  fs::last_write_time(repo_ / ".git/index", modified() - std::chrono::hours(1));
  const auto before = modified();
  write(repo_ / "a.txt", "one\n");
  checkout_at(repo_);
  EXPECT_EQ(modified(), before);
}

struct DamageCase {
  const char* name;
  std::function<void(const fs::path& repo)> damage;
};

class Damage : public FindCheckout, public testing::WithParamInterface<std::size_t> {
public:
  static std::vector<DamageCase> cases() {
    return {
        {"head_is_missing", [](const fs::path& repo) { fs::remove(repo / ".git/HEAD"); }},
        {"head_is_garbage", [](const fs::path& repo) { write(repo / ".git/HEAD", std::string("\0\xff\n", 3)); }},
        {"head_is_empty", [](const fs::path& repo) { write(repo / ".git/HEAD", ""); }},
        {"head_names_a_commit_that_is_not_there",
         [](const fs::path& repo) { write(repo / ".git/HEAD", std::string(40, 'a') + "\n"); }},
        {"branch_names_a_commit_that_is_not_there",
         [](const fs::path& repo) { write(repo / ".git/refs/heads/main", std::string(40, 'a') + "\n"); }},
        {"branch_is_garbage", [](const fs::path& repo) { write(repo / ".git/refs/heads/main", "garbage\n"); }},
        {"objects_are_gone",
         [](const fs::path& repo) {
           fs::remove_all(repo / ".git/objects");
           fs::create_directory(repo / ".git/objects");
         }},
        {"index_is_garbage", [](const fs::path& repo) { write(repo / ".git/index", "garbage that is no index\n"); }},
        {"config_is_garbage", [](const fs::path& repo) { write(repo / ".git/config", "[core\nnonsense = \"\n"); }},
        {"worktree_lost_its_repository",
         [](const fs::path& repo) {
           fs::remove_all(repo / ".git");
           write(repo / ".git", "gitdir: /nowhere/.git/worktrees/repo\n");
         }},
        {"format_is_of_the_future",
         [](const fs::path& repo) {
           git(repo, {"config", "core.repositoryFormatVersion", "99"});
         }},
    };
  }
};

TEST_P(Damage, is_an_error_with_a_way_out) {
  make_repo();
  cases()[GetParam()].damage(repo_);
  const std::string error = error_at(repo_);
  EXPECT_TRUE(error.starts_with(repo_.string() + ": error: the git repository cannot be read: ")) << error;
  EXPECT_NE(error.find("\n  hint: run `git fsck` there"), std::string::npos) << error;
  EXPECT_EQ(error.find("no reason was given"), std::string::npos) << error;
}

INSTANTIATE_TEST_SUITE_P(Cases, Damage, testing::Range(std::size_t{0}, Damage::cases().size()),
                         [](const auto& tested) { return std::string(Damage::cases()[tested.param].name); });

TEST_F(FindCheckout, blames_a_folder_that_is_not_there) {
  EXPECT_EQ(error_at(scratch() / "gone"),
            (scratch() / "gone").string() +
                ": error: cannot look for its commit: No such file or directory\n  hint: check the path");
}

}  // namespace
}  // namespace trackmeet::vcs
