// SPDX-License-Identifier: Apache-2.0
#include "suites/support/page_cache.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "core/file.hpp"
#include "suites/support/allocation_counter.hpp"
#include "suites/support/scratch_folder.hpp"

namespace trackmeet::suites {
namespace {

constexpr std::size_t pages = 100;

std::filesystem::path file_in(const ScratchFolder& folder) {
  const auto file = folder.path() / "file";
  std::ofstream(file) << std::string(pages * 4096 - 10, 'x');
  return file;
}

TEST(PageCache, a_file_just_written_is_in_memory_and_after_dropping_it_is_not_until_it_is_read) {
  const ScratchFolder folder;
  const auto file = file_in(folder);
  const auto written = cached_pages(file);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->in_memory, written->all);

  const Result<void> dropped = drop_from_page_cache(file);
  if (!dropped) GTEST_SKIP() << to_text(dropped.error());
  const auto cold = cached_pages(file);
  ASSERT_TRUE(cold);
  EXPECT_EQ(cold->in_memory, 0U);
  EXPECT_EQ(cold->all, written->all);

  ASSERT_TRUE(read_file(file));
  const auto warm = cached_pages(file);
  ASSERT_TRUE(warm);
  EXPECT_EQ(warm->in_memory, warm->all);
}

TEST(PageCache, dropping_allocates_nothing) {
  if (!can_count_allocations()) GTEST_SKIP() << "a sanitizer, or another C library, keeps malloc to itself";
  const ScratchFolder folder;
  const auto file = file_in(folder);
  if (const auto can = drop_from_page_cache(file); !can) GTEST_SKIP() << to_text(can.error());
  start_counting();
  const bool dropped = drop_from_page_cache(file).has_value();
  const Allocations allocations = stop_counting();
  EXPECT_TRUE(dropped);
  EXPECT_EQ(allocations.count, 0);
}

TEST(PageCache, a_file_system_that_keeps_its_files_in_memory_is_named) {
  const std::filesystem::path in_memory = "/dev/shm";
  std::error_code ignored;
  if (!std::filesystem::is_directory(in_memory, ignored)) GTEST_SKIP() << "this system has no /dev/shm";
  const ScratchFolder folder(in_memory);
  const Result<void> dropped = drop_from_page_cache(file_in(folder));
  ASSERT_FALSE(dropped);
  EXPECT_NE(dropped.error().message.find("100 of 100 pages stay in memory, which is up to tmpfs"), std::string::npos)
      << dropped.error().message;
}

TEST(PageCache, what_is_no_file_is_refused) {
  const ScratchFolder folder;
  const Result<void> missing = drop_from_page_cache(folder.path() / "missing");
  ASSERT_FALSE(missing);
  EXPECT_EQ(to_text(missing.error()),
            (folder.path() / "missing").string() + ": error: cannot open it: No such file or directory");
  std::ofstream(folder.path() / "empty");
  EXPECT_FALSE(cached_pages(folder.path() / "empty"));
}

}  // namespace
}  // namespace trackmeet::suites
