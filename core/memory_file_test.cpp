// SPDX-License-Identifier: Apache-2.0
#include "core/memory_file.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "core/file.hpp"
#include "core/process.hpp"

namespace trackmeet {
namespace {

std::string text_of(const MemoryFile& file) {
  const Result<std::string> text = read_file(file.path());
  return text ? *text : to_text(text.error());
}

TEST(MemoryFile, holds_what_another_process_writes) {
  const auto file = MemoryFile::create();
  ASSERT_TRUE(file);
  EXPECT_EQ(text_of(*file), "");
  Command command;
  command.argv = {"/bin/sh", "-c", "echo longer than what comes later > \"$0\"; echo results > \"$0\"", file->path()};
  const auto outcome = run_process(command);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->exit_status, 0) << outcome->err;
  EXPECT_EQ(text_of(*file), "results\n");
  EXPECT_EQ(text_of(*file), "results\n") << "read again";
}

TEST(MemoryFile, that_was_cleared_is_empty) {
  auto file = MemoryFile::create();
  ASSERT_TRUE(file);
  std::ofstream(file->path()) << "results";
  EXPECT_TRUE(file->clear());
  EXPECT_EQ(text_of(*file), "");
}

TEST(MemoryFile, is_gone_with_its_object) {
  auto file = MemoryFile::create();
  ASSERT_TRUE(file);
  const std::filesystem::path path = file->path();
  file.reset();
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace trackmeet
