// SPDX-License-Identifier: Apache-2.0
#include "core/file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace trackmeet {
namespace {

namespace fs = std::filesystem;

class File : public testing::Test {
protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "trackmeet-file-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  fs::path folder_;
};

TEST_F(File, comes_back_as_it_was_written) {
  const std::string bytes("a\0\xff\r\n", 5);
  ASSERT_TRUE(write_file_atomically(folder_ / "x", bytes));
  EXPECT_EQ(read_file(folder_ / "x").value(), bytes);
}

TEST_F(File, a_large_one_comes_back_whole) {
  const std::string text(3'000'001, 'x');
  ASSERT_TRUE(write_file_atomically(folder_ / "x", text));
  EXPECT_EQ(read_file(folder_ / "x").value(), text);
}

TEST_F(File, is_replaced_without_leaving_anything_beside_it) {
  ASSERT_TRUE(write_file_atomically(folder_ / "x", "old"));
  ASSERT_TRUE(write_file_atomically(folder_ / "x", "new"));
  EXPECT_EQ(read_file(folder_ / "x").value(), "new");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(File, missing_folders_are_made) {
  ASSERT_TRUE(write_file_atomically(folder_ / "a/b/c.json", "{}"));
  EXPECT_EQ(read_file(folder_ / "a/b/c.json").value(), "{}");
}

TEST_F(File, a_failed_write_leaves_the_old_content_and_no_litter) {
  fs::create_directory(folder_ / "taken");  // a file cannot replace a folder
  ASSERT_TRUE(write_file_atomically(folder_ / "taken/inside", "kept"));
  const Result<void> written = write_file_atomically(folder_ / "taken", "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().where->path, (folder_ / "taken").string());
  EXPECT_EQ(entries(), 1U);
  EXPECT_EQ(read_file(folder_ / "taken/inside").value(), "kept");
}

TEST_F(File, one_that_is_missing_says_so_and_what_to_check) {
  const auto text = read_file(folder_ / "none.json");
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, ErrorCode::io);
  EXPECT_EQ(text.error().where->path, (folder_ / "none.json").string());
  EXPECT_NE(text.error().message.find("No such file"), std::string::npos);
  EXPECT_FALSE(text.error().hint.empty());
}

TEST_F(File, a_folder_is_no_file) {
  const auto text = read_file(folder_);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().message, "this is a folder, not a file");
}

TEST_F(File, a_named_pipe_is_refused_and_does_not_block) {
  ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  const auto text = read_file(folder_ / "pipe");
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().message, "this is not a regular file");
}

TEST_F(File, one_above_the_limit_is_refused) {
  ASSERT_TRUE(write_file_atomically(folder_ / "x", "12345"));
  EXPECT_TRUE(read_file(folder_ / "x", 5));
  const auto text = read_file(folder_ / "x", 4);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().message, "the file is larger than 4 bytes");
}

TEST_F(File, the_end_of_one_is_what_comes_last_or_all_of_it) {
  ASSERT_TRUE(write_file_atomically(folder_ / "x", "12345"));
  EXPECT_EQ(read_file_end(folder_ / "x", 2).value(), "45");
  EXPECT_EQ(read_file_end(folder_ / "x", 9).value(), "12345");
  EXPECT_EQ(read_file_end(folder_ / "x", 0).value(), "");
  EXPECT_FALSE(read_file_end(folder_, 2));
  EXPECT_FALSE(read_file_end(folder_ / "none", 2));
}

TEST_F(File, one_whose_size_the_system_does_not_tell_is_read_to_its_end) {
  const auto text = read_file("/proc/self/status");
  ASSERT_TRUE(text);
  EXPECT_NE(text->find("VmHWM"), std::string::npos);
}

TEST_F(File, a_writable_folder_is_made_and_stays_empty) {
  ASSERT_TRUE(ensure_writable_folder(folder_ / "a/b"));
  EXPECT_TRUE(fs::is_empty(folder_ / "a/b"));
}

TEST_F(File, a_folder_below_a_file_cannot_be_made) {
  ASSERT_TRUE(write_file_atomically(folder_ / "x", ""));
  EXPECT_FALSE(ensure_writable_folder(folder_ / "x/y"));
}

TEST_F(File, a_read_only_folder_is_not_writable) {
  constexpr uid_t nobody = 65534;
  const bool is_root = ::geteuid() == 0;  // who may write everywhere, unless he stands back for a moment
  fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_exec);
  if (is_root) {
    ASSERT_EQ(::seteuid(nobody), 0);
  }
  const auto checked = ensure_writable_folder(folder_);
  if (is_root) {
    ASSERT_EQ(::seteuid(0), 0);
  }
  fs::permissions(folder_, fs::perms::owner_all);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().hint, "choose a folder that you may write to");
}

}  // namespace
}  // namespace trackmeet
