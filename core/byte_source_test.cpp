// SPDX-License-Identifier: Apache-2.0
#include "core/byte_source.hpp"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

namespace trackmeet {
namespace {

TEST(ByteSource, of_a_text_gives_it_in_pieces_and_then_nothing) {
  const auto source = bytes_of("abcde");
  std::array<char, 3> into{};
  EXPECT_EQ(source->read(into).value(), 3U);
  EXPECT_EQ(std::string(into.data(), 3), "abc");
  EXPECT_EQ(source->read(into).value(), 2U);
  EXPECT_EQ(std::string(into.data(), 2), "de");
  EXPECT_EQ(source->read(into).value(), 0U);
  EXPECT_EQ(source->read(into).value(), 0U);
}

TEST(ByteSource, of_a_file_gives_the_same_as_reading_it_whole) {
  const std::filesystem::path path = std::filesystem::path(testing::TempDir()) / "trackmeet_byte_source";
  const std::string text(300'000, 'x');
  std::ofstream(path) << text;
  auto source = open_bytes(path);
  ASSERT_TRUE(source);
  EXPECT_EQ(read_to_end(**source, "it", text.size()).value(), text);
  auto again = open_bytes(path);
  const auto too_large = read_to_end(**again, "it", text.size() - 1);
  ASSERT_FALSE(too_large);
  EXPECT_EQ(to_text(too_large.error()), "it: error: it is larger than 299999 bytes");
  std::filesystem::remove(path);
}

TEST(ByteSource, of_what_is_no_file_is_refused) {
  EXPECT_FALSE(open_bytes("/no/such/file"));
  const auto folder = open_bytes("/");
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().message, "this is a folder, not a file");
  EXPECT_EQ(open_bytes("/dev/null").error().message, "this is not a regular file");
}

}  // namespace
}  // namespace trackmeet
