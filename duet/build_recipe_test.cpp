// SPDX-License-Identifier: Apache-2.0
#include "duet/build_recipe.hpp"

#include <gtest/gtest.h>

#include <set>

#include "core/file.hpp"
#include "runner/fake_suite.hpp"

namespace trackmeet::duet {
namespace {

using Environment = std::vector<std::string>;

TEST(BuildRecipe, needs_a_command_and_an_output_inside_of_the_project) {
  struct Case {
    const char* name;
    BuildRecipe recipe;
    bool fine;
  };
  const Case cases[] = {
      {"as usual", {.command = "make", .output = "build/release"}, true},
      {"into the sources", {.command = "make", .output = ""}, true},
      {"odd but inside", {.command = "make", .output = "a/../b"}, true},
      {"no command", {.command = "", .output = "build"}, false},
      {"blanks", {.command = " \n", .output = "build"}, false},
      {"absolute", {.command = "make", .output = "/tmp/build"}, false},
      {"beside", {.command = "make", .output = "../build"}, false},
      {"climbing out", {.command = "make", .output = "a/../../build"}, false},
  };
  for (const Case& c : cases) {
    const Result<void> checked = check_recipe(c.recipe);
    EXPECT_EQ(checked.has_value(), c.fine) << c.name;
    EXPECT_TRUE(checked || !checked.error().hint.empty()) << c.name;
  }
}

TEST(BuildRecipe, its_key_differs_by_what_a_build_depends_on_and_by_nothing_else) {
  const BuildRecipe make{.command = "make", .output = "build"};
  const Environment none;
  const std::string key = recipe_key(make, none);
  EXPECT_EQ(key.size(), 64U);
  EXPECT_EQ(recipe_key({.command = "make", .output = "./build"}, none), key);
  EXPECT_EQ(recipe_key(make, Environment{"HOME=/home/ann", "EDITOR=vi"}), key);
  EXPECT_EQ(recipe_key(make, Environment{"CFLAGS=-O2", "CMAKE_GENERATOR=Ninja"}),
            recipe_key(make, Environment{"CMAKE_GENERATOR=Ninja", "CFLAGS=-O2"}));
  std::set<std::string> keys = {key};
  EXPECT_TRUE(keys.insert(recipe_key({.command = "make all", .output = "build"}, none)).second);
  EXPECT_TRUE(keys.insert(recipe_key({.command = "make", .output = "out"}, none)).second);
  for (const char* variable :
       {"CC=gcc-13", "CXX=g++-13", "CXXFLAGS=-O2", "CFLAGS=-O2", "CMAKE_GENERATOR=Ninja", "LDFLAGS=-s", "CPPFLAGS=-DX"})
    EXPECT_TRUE(keys.insert(recipe_key(make, Environment{variable})).second) << variable;
}

TEST(BuildRecipe, its_key_differs_by_the_compiler_that_is_found) {
  const runner::TemporaryFolder folder;
  const BuildRecipe make{.command = "make", .output = "build"};
  const Environment environment = {"PATH=/nowhere:" + folder.path().string()};
  const std::string without = recipe_key(make, environment);
  ASSERT_TRUE(write_file_atomically(folder.path() / "c++", "version 1"));
  const std::string first = recipe_key(make, environment);
  ASSERT_TRUE(write_file_atomically(folder.path() / "c++", "version 1.1"));
  EXPECT_NE(first, without);
  EXPECT_NE(recipe_key(make, environment), first);
  // One that only CXX names, with arguments of its own.
  const Environment named = {"PATH=" + folder.path().string(), "CXX=mycxx -m64"};
  const std::string before = recipe_key(make, named);
  ASSERT_TRUE(write_file_atomically(folder.path() / "mycxx", "version 2"));
  EXPECT_NE(recipe_key(make, named), before);
}

TEST(BuildRecipe, our_environment_has_what_the_system_gave_us) {
  bool path = false;
  for (const std::string& variable : current_environment()) path = path || variable.starts_with("PATH=");
  EXPECT_TRUE(path);
}

}  // namespace
}  // namespace trackmeet::duet
