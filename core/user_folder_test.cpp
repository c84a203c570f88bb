// SPDX-License-Identifier: Apache-2.0
#include "core/user_folder.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <map>

namespace trackmeet {
namespace {

namespace fs = std::filesystem;

/// Variables as the case wants them, and afterwards as they were.
class UserFolders : public testing::Test {
protected:
  void SetUp() override {
    for (const char* name : {"HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"}) {
      const char* value = ::getenv(name);
      if (value != nullptr) before_[name] = value;
      ::unsetenv(name);
    }
  }
  void TearDown() override {
    for (const char* name : {"HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"}) ::unsetenv(name);
    for (const auto& [name, value] : before_) ::setenv(name.c_str(), value.c_str(), 1);
  }
  std::map<std::string, std::string> before_;
};

TEST_F(UserFolders, lie_in_home_unless_the_environment_says_otherwise) {
  ::setenv("HOME", "/home/ann", 1);
  EXPECT_EQ(user_folder(UserFolder::cache).value(), fs::path("/home/ann/.cache/trackmeet"));
  EXPECT_EQ(user_folder(UserFolder::state).value(), fs::path("/home/ann/.local/state/trackmeet"));
  ::setenv("XDG_CACHE_HOME", "/fast", 1);
  EXPECT_EQ(user_folder(UserFolder::cache).value(), fs::path("/fast/trackmeet"));
  EXPECT_EQ(user_folder(UserFolder::state).value(), fs::path("/home/ann/.local/state/trackmeet"));
}

TEST_F(UserFolders, are_not_taken_from_a_relative_path) {
  ::setenv("HOME", "/home/ann", 1);
  ::setenv("XDG_STATE_HOME", "state", 1);
  EXPECT_EQ(user_folder(UserFolder::state).value(), fs::path("/home/ann/.local/state/trackmeet"));
}

TEST_F(UserFolders, are_an_error_where_nothing_names_them) {
  const auto folder = user_folder(UserFolder::cache);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().message, "neither XDG_CACHE_HOME nor HOME names a folder for builds that are kept");
  EXPECT_FALSE(folder.error().hint.empty());
}

TEST(ProjectKey, tells_folders_of_the_same_name_apart_and_stays_the_same) {
  EXPECT_EQ(project_key("/home/ann/trackmeet"), project_key("/home/ann/trackmeet"));
  EXPECT_NE(project_key("/home/ann/trackmeet"), project_key("/home/bob/trackmeet"));
  EXPECT_TRUE(project_key("/home/ann/trackmeet").starts_with("trackmeet-"));
  EXPECT_EQ(project_key("/home/ann/trackmeet").size(), std::string("trackmeet-").size() + 8);
}

}  // namespace
}  // namespace trackmeet
