// SPDX-License-Identifier: Apache-2.0
#include "model/unpacked.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

std::string packed(std::string_view text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  std::string input(text);
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

Result<std::string> unpack(std::string_view bytes) {
  return read_to_end(*unpacked(bytes_of(bytes), "run.json.gz"), "run.json.gz", std::size_t{1} << 30U);
}

std::string varied(std::size_t size) {
  std::string text;
  for (std::uint64_t i = 1; text.size() < size; ++i) text += std::to_string(i * 0x9E3779B97F4A7C15U);
  return text;
}

TEST(Unpacked, leaves_what_is_not_packed_as_it_is) {
  for (const std::string& text : {std::string(), std::string("\x1f"), std::string("{}"), varied(300'000)})
    EXPECT_EQ(unpack(text).value(), text);
}

TEST(Unpacked, unpacks_gzip_of_any_size_and_of_several_members) {
  const std::string text = varied(1'000'000);
  EXPECT_EQ(unpack(packed("")).value(), "");
  EXPECT_EQ(unpack(packed(text)).value(), text);
  EXPECT_EQ(unpack(packed("a") + packed(text) + packed("")).value(), "a" + text);
}

TEST(Unpacked, says_that_an_archive_is_damaged) {
  const std::string sound = packed(varied(1'000));
  EXPECT_EQ(error_text(unpack(sound.substr(0, sound.size() / 2))),
            "run.json.gz: error: it is a damaged gzip file: it ends in the middle\n"
            "  hint: write it again, or test it with gzip -t");
  std::string flipped = sound;
  flipped[sound.size() - 6] = static_cast<char>(flipped[sound.size() - 6] ^ 1);
  EXPECT_NE(error_text(unpack(flipped)).find("incorrect data check"), std::string::npos);
  EXPECT_NE(error_text(unpack(sound + "garbage")).find("incorrect header check"), std::string::npos);
}

TEST(Unpacked, stops_a_bomb_before_it_fills_the_memory) {
  const std::string bomb = packed(std::string(std::size_t{200} << 20U, ' '));
  ASSERT_LT(bomb.size(), 1'000'000U);
  EXPECT_NE(error_text(unpack(bomb)).find("times as many"), std::string::npos);
}

}  // namespace
}  // namespace trackmeet::model
