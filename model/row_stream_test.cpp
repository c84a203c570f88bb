// SPDX-License-Identifier: Apache-2.0
#include "model/row_stream.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace trackmeet::model {
namespace {

/// Gives at most `most` bytes at a time, as a pipe would.
class Drip : public ByteSource {
public:
  Drip(std::string_view text, std::size_t most) : text_(bytes_of(text)), most_(most) {}
  Result<std::size_t> read(std::span<char> into) override {
    return text_->read(into.first(std::min(into.size(), most_)));
  }

private:
  std::unique_ptr<ByteSource> text_;
  std::size_t most_;
};

struct Cut {
  std::string frame;
  std::vector<std::string> rows;
  std::vector<std::uint32_t> lines;
  bool whole = false;
};

Cut cut(std::string_view text, std::size_t most = 1'000'000) {
  Drip bytes(text, most);
  RowStream stream(bytes);
  Cut found;
  const auto frame = stream.frame();
  if (!frame) return found;
  found.frame = *frame;
  for (std::string_view row;;) {
    const RowStream::Found next = stream.next(row);
    found.whole = next == RowStream::Found::end;
    if (next != RowStream::Found::row) return found;
    found.rows.emplace_back(row);
    found.lines.push_back(stream.line());
  }
}

const std::string sound =
    "{\n\"context\": {\"a\": [1, \"]}\\\"\"]},\n\"benchmarks\": [\n{\"name\": \"x{\\\\\"},\n\n {\"n\": [{}]}\n]\n}\n";

TEST(RowStream, cuts_out_the_rows_with_their_lines) {
  for (const std::size_t most : {1U, 2U, 7U, 1'000U}) {
    const Cut found = cut(sound, most);
    EXPECT_TRUE(found.whole);
    EXPECT_EQ(found.frame, "{\n\"context\": {\"a\": [1, \"]}\\\"\"]},\n\"benchmarks\": []}");
    EXPECT_EQ(found.rows, (std::vector<std::string>{"{\"name\": \"x{\\\\\"}", "{\"n\": [{}]}"}));
    EXPECT_EQ(found.lines, (std::vector<std::uint32_t>{4, 6}));
  }
}

TEST(RowStream, finds_no_rows_in_other_files) {
  for (const std::string_view text : {"", "[]", "{}", "{\"benchmarks\": {}}", "{\"a\": {\"benchmarks\": [{}]}}",
                                      "{\"a\" \"benchmarks\": [", "hello", "{\"a\": }", "{\"a\": ,\"benchmarks\": []}"})
    EXPECT_EQ(cut(text).frame, "") << text;
}

TEST(RowStream, ends_only_where_the_file_ends) {
  EXPECT_TRUE(cut("{\"benchmarks\": []}").whole);
  EXPECT_TRUE(cut(" {\"benchmarks\":[ { } ] } \n", 1).whole);
  for (const std::string_view text :
       {"{\"benchmarks\": [", "{\"benchmarks\": []", "{\"benchmarks\": [{}", "{\"benchmarks\": [{}]",
        "{\"benchmarks\": [{}]}]", "{\"benchmarks\": [{}], \"more\": 1}", "{\"benchmarks\": [{},]}",
        "{\"benchmarks\": [{} {}]}", "{\"benchmarks\": [,{}]}", "{\"benchmarks\": [1]}", "{\"benchmarks\": [{}]} {}"}) {
    EXPECT_FALSE(cut(text).whole) << text;
    EXPECT_FALSE(cut(text, 1).whole) << text;
  }
}

TEST(RowStream, gives_up_on_a_row_that_never_ends) {
  const std::string text = "{\"benchmarks\": [{\"a\": \"" + std::string(std::size_t{40} << 20U, 'x');
  EXPECT_FALSE(cut(text).whole);
}

}  // namespace
}  // namespace trackmeet::model
