// SPDX-License-Identifier: Apache-2.0
#include "nn/data/safetensors.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "nn/data/scratch_folder_fixture.hpp"

namespace trackmeet::nn {
namespace {

/// A file with that header and so many bytes behind it.
std::string file_of(const std::string& header, std::size_t bytes) {
  std::string file(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) file[i] = static_cast<char>((header.size() >> (8 * i)) & 0xFFU);
  return file + header + std::string(bytes, '\1');
}

TEST(Safetensors, gives_back_what_was_written) {
  const std::array<float, 6> weight = {1, -2, 3.5F, 0, INFINITY, 6};
  const std::array<std::uint8_t, 3> small = {7, 8, 9};
  const std::vector<StoredTensor> tensors = {
      {.name = "dense1.weight", .dtype = "F32", .shape = {2, 3}, .bytes = std::as_bytes(std::span(weight))},
      {.name = "\"q\\uote\" \xC3\xA9", .dtype = "U8", .shape = {3}, .bytes = std::as_bytes(std::span(small))},
      {.name = "none", .dtype = "I64", .shape = {5, 0}, .bytes = {}},
      {.name = "one", .dtype = "F32", .shape = {}, .bytes = std::as_bytes(std::span(weight).first(1))},
  };
  const std::string bytes = format_safetensors(tensors, {{"format", "pt"}, {"note", "a\nb"}});
  EXPECT_EQ(static_cast<unsigned char>(bytes[0]) % 8, 0);
  const auto file = parse_safetensors(bytes, "x");
  ASSERT_TRUE(file) << to_text(file.error());
  EXPECT_EQ(file->metadata, (std::map<std::string, std::string>{{"format", "pt"}, {"note", "a\nb"}}));
  ASSERT_EQ(file->tensors.size(), 4U);
  for (const StoredTensor& tensor : tensors) {
    const StoredTensor* found = file->find(tensor.name);
    ASSERT_NE(found, nullptr) << tensor.name;
    EXPECT_EQ(found->dtype, tensor.dtype);
    EXPECT_EQ(found->shape, tensor.shape);
    EXPECT_TRUE(std::ranges::equal(found->bytes, tensor.bytes));
  }
  EXPECT_EQ(floats_of(*file, "dense1.weight", {2, 3}, "x").value(), std::vector<float>(weight.begin(), weight.end()));
  EXPECT_EQ(message_of(floats_of(*file, "dense1.weight", {3, 2}, "x")),
            "tensor 'dense1.weight' is F32 [2, 3], not F32 [3, 2]");
  EXPECT_EQ(message_of(floats_of(*file, "dense2.weight", {3, 2}, "x")), "there is no tensor 'dense2.weight' in it");
}

TEST(Safetensors, reads_tensors_in_any_order_of_their_names) {
  const auto file = parse_safetensors(file_of(R"({"b":{"shape":[2],"data_offsets":[4,6],"dtype":"U8"},
                                                "a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}   )",
                                              6),
                                      "x");
  ASSERT_TRUE(file) << to_text(file.error());
  EXPECT_EQ(file->tensors.front().name, "a");
  EXPECT_TRUE(parse_safetensors(file_of("{}", 0), "x"));
}

TEST(Safetensors, refuses_what_the_format_forbids) {
  struct Case {
    std::string header;
    std::size_t bytes;
    std::string want;
  };
  const auto a = [](const std::string& members) { return R"({"a":{)" + members + "}}"; };
  for (
      const auto& [header, bytes, want] : std::vector<Case>{
          {" {}", 0, "the header does not begin with '{'"},
          {"{\"a\":", 0, "the header is no sound JSON, at its byte 6"},
          {"{} x", 0, "the header is no sound JSON, at its byte 4"},
          {"{\"\xFF\":{}}", 0, "the header is no sound JSON, at its byte 3"},
          {R"({"a":[]})", 0, "a list stands where it may not, at 'a'"},
          {R"({"__metadata__":{"n":3}})", 0, "a number stands where it may not, at 'n'"},
          {R"({"__metadata__":{"n":"1","n":"2"}})", 0, "the key 'n' of '__metadata__' occurs twice"},
          {R"({"__metadata__":{},"__metadata__":{}})", 0, "the key '__metadata__' occurs twice"},
          {a(R"("dtype":"U8","shape":[1])"), 1, "tensor 'a' lacks one of dtype, shape and data_offsets"},
          {a(R"("dtype":"U8","dtype":"U8","shape":[1])"), 1, "'dtype' of tensor 'a' occurs twice"},
          {a(R"("colour":"U8")"), 1, "tensor 'a' has a member 'colour', which the format does not know"},
          {a(R"("dtype":"U8","shape":[-1])"), 1, "a negative number stands where it may not, at 'a'"},
          {a(R"("dtype":"U8","shape":[1.0])"), 1, "a fraction stands where it may not, at 'a'"},
          {a(R"("dtype":"U8","shape":[[1]])"), 1, "a list stands where it may not, at 'a'"},
          {a(R"("dtype":"U8","shape":[1],"data_offsets":[0])"), 1, "tensor 'a' has 1 data offsets instead of two"},
          {a(R"("dtype":"U8","shape":[1],"data_offsets":[0,1,2])"), 1, "tensor 'a' has 3 data offsets instead of two"},
          {a(R"("dtype":"X9","shape":[1],"data_offsets":[0,1])"), 1, "tensor 'a' is of the unknown type 'X9'"},
          {a(R"("dtype":"U8","shape":[2],"data_offsets":[0,1])"), 1,
           "tensor 'a' has 1 bytes, which is not what its type U8 and shape [2] ask for"},
          {a(R"("dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0])"), 0,
           "tensor 'a' has 0 bytes, which is not what its type F32 and shape [4611686018427387904, 4] ask for"},
          {a(R"("dtype":"F32","shape":[9223372036854775808,0],"data_offsets":[0,0])"), 0,
           "tensor 'a' has a side of 9223372036854775808"},
          {a(R"("dtype":"U8","shape":[1],"data_offsets":[1,2])"), 2,
           "tensor 'a' begins at byte 1, where 0 was expected: there is a gap"},
          {a(R"("dtype":"U8","shape":[1],"data_offsets":[0,1])"), 2,
           "the tensors take 1 of the 2 bytes behind the header"},
          {a(R"("dtype":"U8","shape":[2],"data_offsets":[0,2])"), 1, "tensor 'a' takes the bytes from 0 to 2 of 1"},
          {R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}})",
           3, "tensor 'b' begins at byte 1, where 2 was expected: there is an overlap"},
          {R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})",
           2, "the key 'a' occurs twice"},
      }) {
    EXPECT_EQ(message_of(parse_safetensors(file_of(header, bytes), "x")), want) << header;
  }
}

TEST(Safetensors, refuses_a_header_that_is_longer_than_the_file_or_the_limit) {
  EXPECT_EQ(message_of(parse_safetensors("1234567", "x")), "this is no safetensors file: it has fewer than 8 bytes");
  std::string file = file_of("{}", 0);
  file[0] = 3;
  EXPECT_EQ(message_of(parse_safetensors(file, "x")), "the header is said to take 3 bytes, 2 are there");
  file[3] = 10;
  EXPECT_EQ(message_of(parse_safetensors(file, "x")),
            "the header is said to take 167772163 bytes; 100000000 are the most");
}

using SafetensorsImages = ScratchFolder;

TEST_F(SafetensorsImages, are_given_back_as_they_were_written) {
  const LabelledImages images = few_glyphs(20);
  const auto back = read_safetensors_images("back", write("x", format_safetensors_images(images)));
  ASSERT_TRUE(back) << to_text(back.error());
  EXPECT_EQ(back->hash, images.hash);
  EXPECT_EQ(message_of(read_safetensors_images("none", write("y", file_of("{}", 0)))),
            "there are no tensors 'images' and 'labels' in it");
}

}  // namespace
}  // namespace trackmeet::nn
