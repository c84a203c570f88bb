// SPDX-License-Identifier: Apache-2.0
#include "app/suite_level.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <vector>

#include "core/error.hpp"

namespace trackmeet::app {
namespace {

namespace fs = std::filesystem;
using Levels = std::vector<std::string>;

class SuiteLevel : public testing::Test {
protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "trackmeet-levels-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path with(const Levels& levels) const {
    fs::remove_all(folder_ / "suites");
    for (const std::string& level : levels) fs::create_directories(folder_ / "suites" / level);
    return folder_ / "suites";
  }

private:
  fs::path folder_;
};

const Levels released = {"x86-64-v2", "x86-64-v3", "x86-64-v4"};

TEST_F(SuiteLevel, is_the_best_that_the_cpu_has) {
  struct Case {
    const char* name;
    Levels installed;
    std::string wanted;
    Levels of_cpu;
    std::string want;
  };
  const Case cases[] = {
      {"a CPU of 2013", released, "", {"x86-64-v3", "x86-64-v2"}, "x86-64-v3"},
      {"a level that is not installed", {"x86-64-v2"}, "", {"x86-64-v3", "x86-64-v2"}, "x86-64-v2"},
      {"the one that is chosen", released, "x86-64-v2", {"x86-64-v3", "x86-64-v2"}, "x86-64-v2"},
      {"built and installed here", {"native"}, "", {"x86-64-v3", "x86-64-v2"}, "native"},
      {"not x86-64", {"base"}, "", {}, "base"},
  };
  for (const Case& c : cases) {
    const fs::path suites = with(c.installed);
    const Result<fs::path> found = suites_for_cpu(suites, c.wanted, c.of_cpu);
    ASSERT_TRUE(found) << c.name << ": " << to_text(found.error());
    EXPECT_EQ(*found, suites / c.want) << c.name;
  }
}

TEST_F(SuiteLevel, is_none_in_a_build_folder) {
  const fs::path suites = with({"build", "CMakeFiles"});
  EXPECT_EQ(suites_for_cpu(suites, "", Levels{"x86-64-v3"}), suites);
}

TEST_F(SuiteLevel, is_refused_with_the_way_out) {
  struct Case {
    Levels installed;
    std::string wanted;
    Levels of_cpu;
    const char* message;
    const char* hint;
  };
  const Case cases[] = {
      {released,
       "x86-64-v4",
       {"x86-64-v3", "x86-64-v2"},
       "this CPU has not all instructions of x86-64-v4",
       "the best it has is x86-64-v3; leave out --isa to take the best"},
      {released,
       "x86-64-v5",
       {"x86-64-v2"},
       "there are no suites of the instruction-set level 'x86-64-v5'",
       "did you mean 'x86-64-v2'? (x86-64-v2, x86-64-v3, x86-64-v4)"},
      {{},
       "x86-64-v2",
       {"x86-64-v2"},
       "the suites beside this program were built for this machine alone",
       "leave out --isa; suites of several instruction-set levels come with a release"},
      {released,
       "",
       {},
       "this CPU has not all instructions of x86-64-v2",
       "CPUs have them since 2009 (Intel) or 2011 (AMD); build the suites from source for an older one"},
  };
  for (const Case& c : cases) {
    const Result<fs::path> found = suites_for_cpu(with(c.installed), c.wanted, c.of_cpu);
    ASSERT_FALSE(found) << c.message;
    EXPECT_EQ(found.error().message, c.message);
    EXPECT_EQ(found.error().hint, c.hint);
  }
}

}  // namespace
}  // namespace trackmeet::app
