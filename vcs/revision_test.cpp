// SPDX-License-Identifier: Apache-2.0
#include "vcs/revision.hpp"

#include "vcs/scratch_repository.hpp"

namespace trackmeet::vcs {
namespace {

namespace fs = std::filesystem;

class Revisions : public OneScratchRepository {
protected:
  void SetUp() override {
    OneScratchRepository::SetUp();
    if (IsSkipped()) return;
    commit_file(repo_, "a.txt", "one\n");
    git(repo_, {"tag", "-a", "-m", "first", "v1.0"});
    commit_file(repo_, "a.txt", "two\n");
    git(repo_, {"branch", "feature/convolution"});
  }

  /// The error of a name that stands for no revision.
  std::string error_of(const std::string& name) const {
    const auto found = find_revision(repo_, name);
    if (found) ADD_FAILURE() << name << " was found";
    return found ? "" : to_text(found.error());
  }
};

TEST_F(Revisions, are_found_by_all_the_names_that_git_takes) {
  const std::string first = git(repo_, {"rev-parse", "HEAD~1"});
  for (const std::string& name :
       {std::string("HEAD~1"), std::string("HEAD^"), std::string("v1.0"), std::string("main~1"), first,
        first.substr(0, 8), std::string("@~"), std::string("@^{commit}~")}) {
    const auto revision = find_revision(repo_, name);
    ASSERT_TRUE(revision) << name << ": " << to_text(revision.error());
    EXPECT_EQ(revision->commit, first) << name;
    EXPECT_EQ(revision->name, name);
  }
}

TEST_F(Revisions, know_their_tree_author_subject_time_and_description) {
  const auto revision = find_revision(repo_, "feature/convolution");
  ASSERT_TRUE(revision);
  EXPECT_EQ(revision->tree, git(repo_, {"rev-parse", "HEAD^{tree}"}));
  EXPECT_EQ(revision->branch, "feature/convolution");
  EXPECT_EQ(revision->author, "A <a@example.org>");
  EXPECT_EQ(revision->subject, "write a.txt");
  EXPECT_EQ(revision->commit_time, from_iso8601("2026-11-21T09:15:11Z"));
  EXPECT_EQ(revision->describe, git(repo_, {"describe", "--always", "--tags"}));
  EXPECT_EQ(find_revision(repo_, "HEAD")->branch, "main");
  EXPECT_EQ(find_revision(repo_, "v1.0")->branch, "");
}

TEST_F(Revisions, that_are_not_there_name_the_nearest) {
  EXPECT_NE(error_of("feature/convolutoin").find("did you mean 'feature/convolution'?"), std::string::npos);
  EXPECT_NE(error_of("v1.1").find("did you mean 'v1.0'?"), std::string::npos);
  EXPECT_NE(error_of("feature/convolutoin").find("there is no revision 'feature/convolutoin'"), std::string::npos);
}

TEST_F(Revisions, of_hostile_names_are_refused_in_one_printable_line) {
  for (const std::string& name :
       {std::string(), std::string("main\0x", 6), std::string("\x1b[2J"), std::string(100000, 'a'), std::string("-rf"),
        std::string("../../etc/passwd"), std::string("HEAD~99999999999999999999"), std::string("HEAD:a.txt"),
        std::string(":a.txt"), std::string("refs/heads/.."), std::string("^"), std::string("main..HEAD"),
        std::string("\xff\xfe")}) {
    const std::string error = error_of(name);
    EXPECT_EQ(error.find('\x1b'), std::string::npos) << error;
    EXPECT_LT(error.size(), 1000U) << error;
  }
  EXPECT_NE(error_of("main..HEAD").find("is a range"), std::string::npos);
  EXPECT_NE(error_of("HEAD:a.txt").find("is no commit but a blob"), std::string::npos) << error_of("HEAD:a.txt");
}

TEST_F(Revisions, outside_of_a_repository_and_before_the_first_commit_say_so) {
  fs::create_directories(scratch() / "tarball");
  const auto outside = find_revision(scratch() / "tarball", "HEAD");
  ASSERT_FALSE(outside);
  EXPECT_EQ(outside.error().message, "this is in no git repository");
  init(scratch() / "empty");
  const auto unborn = find_revision(scratch() / "empty", "HEAD");
  ASSERT_FALSE(unborn);
  EXPECT_EQ(unborn.error().hint, "nothing was committed here yet");
}

TEST_F(Revisions, have_a_root_unless_the_repository_is_bare) {
  fs::create_directories(repo_ / "deep/er");
  EXPECT_EQ(repository_root(repo_ / "deep/er").value(), repo_);
  git(scratch(), {"clone", "-q", "--bare", "repo", "bare.git"});
  EXPECT_FALSE(repository_root(scratch() / "bare.git"));
}

TEST_F(Revisions, the_main_branch_is_that_of_origin_else_main_else_master) {
  EXPECT_EQ(main_branch(repo_).value(), "main");
  git(repo_, {"checkout", "-q", "-b", "trunk"});
  git(scratch(), {"clone", "-q", "repo", "clone"});
  EXPECT_EQ(main_branch(scratch() / "clone").value(), "origin/trunk");
  git(repo_, {"branch", "-m", "main", "master"});
  EXPECT_EQ(main_branch(repo_).value(), "master");
  git(repo_, {"branch", "-m", "master", "other"});
  const auto none = main_branch(repo_);
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().hint.find("--base"), std::string::npos);
}

TEST_F(Revisions, have_a_merge_base_if_they_share_history) {
  const std::string fork = git(repo_, {"rev-parse", "HEAD"});
  git(repo_, {"checkout", "-q", "feature/convolution"});
  commit_file(repo_, "b.txt", "b\n");
  git(repo_, {"checkout", "-q", "main"});
  commit_file(repo_, "c.txt", "c\n");
  EXPECT_EQ(merge_base(repo_, "main", "feature/convolution").value(), fork);
  git(repo_, {"checkout", "-q", "--orphan", "alone"});
  git(repo_, {"commit", "-q", "-m", "alone"});
  const auto none = merge_base(repo_, "main", "alone");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().message, "'main' and 'alone' have no commit in common");
}

TEST_F(Revisions, of_a_shallow_clone_say_that_history_may_be_missing) {
  git(scratch(), {"clone", "-q", "--depth", "1", "file://" + repo_.string(), "shallow"});
  const auto revision = find_revision(scratch() / "shallow", "HEAD~1");
  ASSERT_FALSE(revision);
  EXPECT_NE(to_text(revision.error()).find("shallow clone"), std::string::npos) << to_text(revision.error());
  EXPECT_TRUE(find_revision(scratch() / "shallow", "HEAD"));
}

}  // namespace
}  // namespace trackmeet::vcs
