// SPDX-License-Identifier: Apache-2.0
#include "core/file_lock.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include "core/process.hpp"

namespace trackmeet {
namespace {

namespace fs = std::filesystem;
using Kind = FileLock::Kind;

class FileLocks : public testing::Test {
protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "trackmeet-lock-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// The lock, or nothing if others hold it.
  std::optional<FileLock> take(Kind kind) const {
    Result<std::optional<FileLock>> lock = FileLock::try_take(folder_ / "lock", kind);
    if (!lock) ADD_FAILURE() << to_text(lock.error());
    return lock ? std::move(*lock) : std::nullopt;
  }

  fs::path folder_;
};

TEST_F(FileLocks, an_exclusive_one_keeps_all_others_out_until_it_ends) {
  {
    const auto held = take(Kind::exclusive);
    ASSERT_TRUE(held);
    EXPECT_FALSE(take(Kind::exclusive));
    EXPECT_FALSE(take(Kind::shared));
  }
  EXPECT_TRUE(take(Kind::exclusive));
}

TEST_F(FileLocks, many_share_one_and_keep_exclusive_ones_out) {
  const auto first = take(Kind::shared);
  const auto second = take(Kind::shared);
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(take(Kind::exclusive));
}

TEST_F(FileLocks, an_exclusive_one_can_become_shared) {
  auto held = take(Kind::exclusive);
  ASSERT_TRUE(held);
  ASSERT_TRUE(held->share());
  EXPECT_TRUE(take(Kind::shared));
  EXPECT_FALSE(take(Kind::exclusive));
}

TEST_F(FileLocks, a_child_does_not_keep_it) {
  std::optional<FileLock> held = take(Kind::exclusive);
  ASSERT_TRUE(held);
  // The child asks itself whether a descriptor of it leads to the file.
  const auto seen = run_process({.argv = {"/bin/sh", "-c", "ls -l /proc/$$/fd"}});
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->out.find((folder_ / "lock").string()), std::string::npos) << seen->out;
}

TEST_F(FileLocks, one_in_a_missing_folder_is_an_error_that_names_it) {
  const auto lock = FileLock::try_take(folder_ / "none/lock", Kind::shared);
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().where->path, (folder_ / "none/lock").string());
  EXPECT_NE(lock.error().message.find("No such file"), std::string::npos);
}

}  // namespace
}  // namespace trackmeet
