// SPDX-License-Identifier: Apache-2.0
#include "model/unnamed_suites.hpp"

#include <gtest/gtest.h>

namespace trackmeet::model {
namespace {

TEST(UnnamedSuites, are_called_like_their_file) {
  EXPECT_EQ(suite_of_file("results/sorts.json"), "sorts");
  EXPECT_EQ(suite_of_file("sorts.json.gz"), "sorts");
  EXPECT_EQ(suite_of_file("C:\\results\\sorts.v2.txt"), "sorts.v2");
  EXPECT_EQ(suite_of_file("standard input"), "standard input");
}

/// The suites of files of these names that do not name theirs.
std::vector<std::string> suites_of(const std::vector<std::string>& files) {
  std::vector<model::Run> runs;
  for (const std::string& file : files) {
    runs.emplace_back().source = file;
    runs.back().suite = suite_of_file(file);
  }
  join_unnamed_suites(runs);
  std::vector<std::string> suites;
  for (const Run& run : runs) suites.push_back(run.suite);
  return suites;
}

TEST(UnnamedSuites, of_files_called_alike_but_for_numbers_are_one) {
  struct Case {
    std::string name;
    std::vector<std::string> files;
    std::vector<std::string> want;
  };
  const std::vector<Case> cases = {
      {"numbers", {"x/run-1.json", "x/run-10.json", "x/run-2.json.gz"}, {"run", "run", "run"}},
      {"numbers_without_dash", {"bench1.txt", "bench2.txt"}, {"bench", "bench"}},
      {"nothing_but_numbers", {"main/1.txt", "main/2.txt"}, {"main", "main"}},
      {"nothing_but_numbers_here", {"1.txt", "2.txt"}, {"1", "1"}},
      {"dates", {"x_2026-11-21T09.json", "x_2026-11-22T10.json"}, {"x_2026-11", "x_2026-11"}},
      {"commits", {"n/0001_5b78858e_a.json", "n/0022_b87b9aae_a.json"}, {"n", "n"}},
      {"a_number_that_all_have", {"x86_64-1.txt", "x86_64-2.txt"}, {"x86_64", "x86_64"}},
      {"other_words", {"frontend.json", "backend.json"}, {"frontend", "backend"}},
      {"one_of_each", {"a-1.json", "a-2.json", "b-1.json"}, {"a", "a", "b-1"}},
      {"one_alone", {"run-1.json"}, {"run-1"}},
  };
  for (const Case& tried : cases) EXPECT_EQ(suites_of(tried.files), tried.want) << tried.name;
}

TEST(UnnamedSuites, leave_those_alone_that_are_named) {
  std::vector<model::Run> runs(2);
  runs[0].source = "run-1.json";
  runs[0].suite = "sorts";
  runs[1].source = "run-2.json";
  runs[1].suite = "run-2";
  join_unnamed_suites(runs);
  EXPECT_EQ(runs[0].suite, "sorts");
  EXPECT_EQ(runs[1].suite, "run-2");
}

}  // namespace
}  // namespace trackmeet::model
