// SPDX-License-Identifier: Apache-2.0
#include "model/places.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

namespace fs = std::filesystem;

class Places : public testing::Test {
protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "deeper");
    for (const char* name :
         {"b.json", "a.txt", "c.json.gz", ".hidden.json", "README.md", "d[1].json", "deeper/e.json", "f.jsonl"})
      std::ofstream(folder_ / name) << "{}";
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// The names of the files that are found, in their order.
  std::vector<std::string> names(const std::string& place) const {
    const auto files = files_of((folder_ / place).string());
    if (!files) return {error_text(files)};
    std::vector<std::string> names;
    for (const fs::path& file : *files) names.push_back(file.filename().string());
    return names;
  }

  fs::path folder_ = fs::path(testing::TempDir()) /
                     (std::string("trackmeet_places_") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Places, of_a_folder_are_the_results_in_it) {
  EXPECT_EQ(names(""), (std::vector<std::string>{"a.txt", "b.json", "c.json.gz", "d[1].json", "f.jsonl"}));
  fs::remove(folder_ / "deeper" / "e.json");
  EXPECT_NE(names("deeper")[0].find("there are no results in this folder"), std::string::npos);
}

TEST_F(Places, of_a_pattern_are_what_matches) {
  EXPECT_EQ(names("*.json"), (std::vector<std::string>{"b.json", "d[1].json"}));
  EXPECT_EQ(names("[ab].*"), (std::vector<std::string>{"a.txt", "b.json"}));
  EXPECT_NE(names("*.csv")[0].find("no file matches this pattern"), std::string::npos);
}

TEST_F(Places, of_a_name_is_that_file_even_if_it_looks_like_a_pattern) {
  EXPECT_EQ(names("d[1].json"), std::vector<std::string>{"d[1].json"});
  EXPECT_EQ(names("not_there.json"), std::vector<std::string>{"not_there.json"})
      << "reading it says that it is missing";
  EXPECT_EQ(files_of("-").value(), std::vector<fs::path>{"-"});
}

}  // namespace
}  // namespace trackmeet::model
