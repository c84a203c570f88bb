// SPDX-License-Identifier: Apache-2.0
#include "duet/bisect_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace trackmeet::duet {
namespace {

using Commits = std::vector<std::size_t>;

/// One letter for each commit, oldest first: g good, b bad, s skipped, u undecided.
struct Ran {
  BisectSearch search;
  Commits asked{};
};

Ran run(const std::string& commits) {
  Ran ran{BisectSearch(commits.size())};
  const Result<BisectSearch> search =
      search_first_bad(commits.size(), [&](std::size_t commit, const BisectSearch&) -> Result<CommitAnswer> {
        ran.asked.push_back(commit);
        switch (commits.at(commit)) {
          case 'g':
            return CommitAnswer::good;
          case 'b':
            return CommitAnswer::bad;
          case 's':
            return CommitAnswer::skipped;
          default:
            return CommitAnswer::undecided;
        }
      });
  if (search) ran.search = *search;
  return ran;
}

TEST(BisectSearch, ends_with_the_first_bad_commit_or_with_all_that_may_be_it) {
  struct Case {
    const char* name;
    std::string commits;
    Commits want;
  };
  const Case cases[] = {
      {"one commit", "b", {0}},
      {"the first of two", "bb", {0}},
      {"the last of two", "gb", {1}},
      {"the first of many", "bbbbbbbb", {0}},
      {"the last of many", "gggggggb", {7}},
      {"in the middle", "gggggbbbbb", {5}},
      {"skipped ones elsewhere do no harm", "sgsggbbsbsb", {5}},
      {"a skipped one just before", "gggsbbbb", {3, 4}},
      {"skipped ones just before", "ggsssbbb", {2, 3, 4, 5}},
      {"an undecided one just before", "gggubbbb", {3, 4}},
      {"both kinds just before", "ggusbbbb", {2, 3, 4}},
      {"nothing but skipped ones", "ssssb", {0, 1, 2, 3, 4}},
      {"two commits, the first skipped", "sb", {0, 1}},
  };
  for (const Case& c : cases) EXPECT_EQ(run(c.commits).search.candidates(), c.want) << c.name;
}

TEST(BisectSearch, asks_about_no_commit_twice_and_never_about_what_is_known) {
  for (const std::string commits : {"gggggbbbbb", "sssssssssb", "gsgsgsbsbsb", "uuuuuuuuub", "gggssssssssbbbb"}) {
    Commits asked = run(commits).asked;
    EXPECT_EQ(std::count(asked.begin(), asked.end(), commits.size() - 1), 0) << commits;
    std::sort(asked.begin(), asked.end());
    EXPECT_EQ(std::adjacent_find(asked.begin(), asked.end()), asked.end()) << commits;
  }
}

TEST(BisectSearch, takes_no_more_steps_than_it_said) {
  for (std::size_t commits = 1; commits <= 70; ++commits) {
    for (std::size_t first_bad = 0; first_bad < commits; ++first_bad) {
      const std::string answers = std::string(first_bad, 'g') + std::string(commits - first_bad, 'b');
      const Ran ran = run(answers);
      EXPECT_EQ(ran.search.candidates(), Commits{first_bad});
      EXPECT_LE(ran.asked.size(), BisectSearch(commits).steps_left()) << answers;
      EXPECT_EQ(ran.search.steps_left(), 0U);
    }
  }
  EXPECT_EQ(BisectSearch(1).steps_left(), 0U);
  EXPECT_EQ(BisectSearch(2).steps_left(), 1U);
  EXPECT_EQ(BisectSearch(8).steps_left(), 3U);
  EXPECT_EQ(BisectSearch(9).steps_left(), 4U);
}

TEST(BisectSearch, leaves_a_long_row_of_broken_commits_soon) {
  // 200 of 400 do not build, all around the middle; the change is far from them.
  const std::string commits =
      std::string(50, 'g') + std::string(50, 'b') + std::string(200, 's') + std::string(100, 'b');
  const Ran ran = run(commits);
  EXPECT_EQ(ran.search.candidates(), Commits{50});
  EXPECT_LT(ran.asked.size(), 30U);
}

TEST(BisectSearch, tells_which_candidates_were_asked_about_in_vain) {
  const Ran ran = run("ggsubbbb");
  EXPECT_EQ(ran.search.in_vain(CommitAnswer::skipped), Commits{2});
  EXPECT_EQ(ran.search.in_vain(CommitAnswer::undecided), Commits{3});
  EXPECT_EQ(run("ssggbbbb").search.in_vain(CommitAnswer::skipped), Commits());
}

TEST(BisectSearch, goes_on_from_answers_that_were_noted_before) {
  BisectSearch before(64);
  const std::size_t first = *before.next();
  before.note(first, CommitAnswer::good);
  BisectSearch after(64);
  after.note(first, CommitAnswer::good);
  EXPECT_EQ(after.next(), before.next());
  EXPECT_EQ(after.candidates(), before.candidates());
}

TEST(BisectSearch, an_error_ends_it) {
  std::size_t asked = 0;
  const Result<BisectSearch> search =
      search_first_bad(9, [&](std::size_t, const BisectSearch&) -> Result<CommitAnswer> {
        ++asked;
        return failure(ErrorCode::io, "the disk is full");
      });
  ASSERT_FALSE(search);
  EXPECT_EQ(search.error().message, "the disk is full");
  EXPECT_EQ(asked, 1U);
}

}  // namespace
}  // namespace trackmeet::duet
