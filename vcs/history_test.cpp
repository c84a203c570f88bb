// SPDX-License-Identifier: Apache-2.0
#include "vcs/history.hpp"

#include <sstream>

#include "vcs/scratch_repository.hpp"

namespace trackmeet::vcs {
namespace {

namespace fs = std::filesystem;

class History : public OneScratchRepository {
protected:
  void SetUp() override {
    OneScratchRepository::SetUp();
    if (IsSkipped()) return;
    commit_file(repo_, "a.txt", "0\n");
    git(repo_, {"tag", "root"});
  }

  std::vector<std::string> lines_of(const std::vector<std::string>& arguments) const {
    std::istringstream text(git(repo_, arguments));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
  }

  std::vector<std::string> commits(const std::string& good, const std::string& bad) const {
    const auto history = history_between(repo_, good, bad);
    if (!history) ADD_FAILURE() << to_text(history.error());
    std::vector<std::string> ids;
    if (history)
      for (const Revision& revision : *history) ids.push_back(revision.commit);
    return ids;
  }

  std::string tree(const std::string& name) const { return git(repo_, {"rev-parse", name + "^{tree}"}); }
};

TEST_F(History, lists_oldest_first_what_git_lists) {
  for (const char* text : {"1\n", "2\n", "3\n", "4\n"}) commit_file(repo_, "a.txt", text);
  const auto want = lines_of({"rev-list", "--first-parent", "--reverse", "root..main"});
  ASSERT_EQ(want.size(), 4U);
  EXPECT_EQ(commits("root", "main"), want);
  EXPECT_EQ(commits("HEAD~1", "HEAD"), std::vector<std::string>{git(repo_, {"rev-parse", "HEAD"})});
  EXPECT_EQ(history_between(repo_, "root", "main")->front().name, want.front().substr(0, 7));
}

TEST_F(History, of_a_merged_branch_knows_only_the_merge) {
  git(repo_, {"checkout", "-q", "-b", "side"});
  commit_file(repo_, "b.txt", "1\n");
  git(repo_, {"tag", "inside"});
  commit_file(repo_, "b.txt", "2\n");
  git(repo_, {"checkout", "-q", "main"});
  commit_file(repo_, "a.txt", "1\n");
  git(repo_, {"merge", "-q", "--no-ff", "-m", "merge", "side"});
  commit_file(repo_, "a.txt", "2\n");
  EXPECT_EQ(commits("root", "main"), lines_of({"rev-list", "--first-parent", "--reverse", "root..main"}));
  EXPECT_EQ(commits("root", "main").size(), 3U);
  // A good commit that lies inside of the merged branch.
  EXPECT_EQ(commits("inside", "main"), lines_of({"rev-list", "--first-parent", "--reverse", "inside..main"}));
}

TEST_F(History, refuses_a_good_commit_that_is_no_ancestor_and_tells_when_they_are_exchanged) {
  commit_file(repo_, "a.txt", "1\n");
  const auto exchanged = history_between(repo_, "main", "root");
  ASSERT_FALSE(exchanged);
  EXPECT_EQ(exchanged.error().message, "'main' is no ancestor of 'root'");
  EXPECT_NE(exchanged.error().hint.find("the other way round"), std::string::npos);
  git(repo_, {"checkout", "-q", "-b", "side", "root"});
  commit_file(repo_, "b.txt", "1\n");
  const auto apart = history_between(repo_, "side", "main");
  ASSERT_FALSE(apart);
  EXPECT_EQ(apart.error().hint.find("the other way round"), std::string::npos);
  const auto same = history_between(repo_, "main", "main");
  ASSERT_FALSE(same);
  EXPECT_NE(same.error().message.find("the same commit"), std::string::npos);
}

TEST_F(History, names_the_files_of_a_folder_that_differ) {
  commit_file(repo_, "suites/ops/one.cpp", "1\n");
  commit_file(repo_, "suites/ops/two.cpp", "1\n");
  commit_file(repo_, "suites/ops_more/three.cpp", "1\n");
  git(repo_, {"tag", "before"});
  commit_file(repo_, "suites/ops/one.cpp", "2\n");
  commit_file(repo_, "suites/ops_more/three.cpp", "2\n");
  git(repo_, {"mv", "suites/ops/two.cpp", "suites/ops/new.cpp"});
  git(repo_, {"commit", "-q", "-m", "rename"});
  using Files = std::vector<std::string>;
  const auto differ = [&](const fs::path& below) {
    return differing_files(repo_, tree("before"), tree("main"), below).value_or(Files{"an error"});
  };
  EXPECT_EQ(differ("suites/ops"), (Files{"suites/ops/new.cpp", "suites/ops/one.cpp", "suites/ops/two.cpp"}));
  EXPECT_EQ(differ("suites/ops/"), differ("suites/ops"));
  EXPECT_EQ(differ("suites/*"), Files());  // a name, not a pattern
  EXPECT_EQ(differ("").size(), 4U);
  EXPECT_EQ(differ("."), differ(""));
  EXPECT_EQ(differing_files(repo_, tree("main"), tree("main"), "").value_or(Files{"an error"}), Files());
  EXPECT_FALSE(differing_files(repo_, std::string(40, 'a'), tree("main"), ""));
  EXPECT_FALSE(differing_files(repo_, "main", tree("main"), ""));
}

}  // namespace
}  // namespace trackmeet::vcs
