// SPDX-License-Identifier: Apache-2.0
#include "nn/data/gzip.hpp"

#include <gtest/gtest.h>

#include "core/random.hpp"
#include "nn/data/scratch_folder_fixture.hpp"

namespace trackmeet::nn {
namespace {

std::string some_content(std::size_t size) {
  std::string content(size, '\0');
  SplitMix64 random(1);
  for (char& byte : content) byte = static_cast<char>(random.next_below(50));
  return content;
}

TEST(Gzip, gives_back_what_was_put_in) {
  for (const std::size_t size : {0UL, 1UL, 1000UL, (1UL << 20U) - 1, 1UL << 20U, (1UL << 20U) + 1, 3'000'000UL}) {
    const std::string content = some_content(size);
    const auto back = gunzip(gzip(content), "x.gz");
    ASSERT_TRUE(back) << size << to_text(back.error());
    EXPECT_EQ(*back, content);
    EXPECT_TRUE(is_gzip(gzip(content)));
  }
}

TEST(Gzip, reads_several_members) { EXPECT_EQ(gunzip(gzip("one ") + gzip("two"), "x.gz").value(), "one two"); }

TEST(Gzip, inflates_no_more_than_the_limit) {
  const std::string bomb = gzip(std::string(50'000'000, 'a'));
  EXPECT_EQ(message_of(gunzip(bomb, "x.gz", 1'000'000)), "the content takes more than 1000000 bytes");
  EXPECT_EQ(message_of(gunzip(gzip("12345"), "x.gz", 4)), "the content takes more than 4 bytes");
  EXPECT_EQ(gunzip(gzip("12345"), "x.gz", 5).value(), "12345");
}

TEST(Gzip, refuses_what_is_cut_short_at_any_byte) {
  const std::string whole = gzip(some_content(300));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_EQ(message_of(gunzip(whole.substr(0, length), "x.gz")), "the gzip file is cut short") << length;
  }
}

TEST(Gzip, refuses_what_was_altered_or_has_something_behind_it) {
  const std::string whole = gzip(some_content(300));
  for (const std::size_t from_end : {1UL, 5UL, 100UL}) {  // length, checksum, content
    std::string altered = whole;
    altered[altered.size() - from_end] ^= 4;
    EXPECT_FALSE(gunzip(altered, "x.gz")) << from_end;
  }
  EXPECT_EQ(message_of(gunzip(whole + "and more", "x.gz")), "the gzip file is corrupt");
}

using DataFile = ScratchFolder;

TEST_F(DataFile, is_inflated_if_it_is_a_gzip_file) {
  EXPECT_EQ(read_data_file(write("plain", "content")).value(), "content");
  EXPECT_EQ(read_data_file(write("packed", gzip("content"))).value(), "content");
  EXPECT_FALSE(read_data_file(folder_ / "missing"));
}

}  // namespace
}  // namespace trackmeet::nn
