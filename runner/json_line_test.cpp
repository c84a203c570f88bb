// SPDX-License-Identifier: Apache-2.0
#include "runner/json_line.hpp"

#include <gtest/gtest.h>

#include <random>

namespace trackmeet::runner {
namespace {

std::string example() {
  JsonLineWriter writer;
  writer.text("name", "a \"b\" \\ \n\t\x01 größe");
  writer.count("n", 18446744073709551615U);
  writer.real("s", 0.1);
  writer.texts("list", {"x", "", "]"});
  writer.counts("counts", {0, 7});
  writer.texts("empty", {});
  return writer.str();
}

TEST(JsonLine, is_JSON_on_one_line) {
  EXPECT_EQ(example(), R"({"name":"a \"b\" \\ \n\u0009\u0001 größe","n":18446744073709551615,"s":0.1,)"
                       R"("list":["x","","]"],"counts":[0,7],"empty":[]})");
}

TEST(JsonLine, comes_back_as_it_was) {
  const std::string line = example();
  JsonLineReader reader(line);
  EXPECT_EQ(reader.text("name"), "a \"b\" \\ \n\t\x01 größe");
  EXPECT_EQ(reader.count("n"), 18446744073709551615U);
  EXPECT_EQ(reader.real("s"), 0.1);
  EXPECT_EQ(reader.texts("list"), (std::vector<std::string>{"x", "", "]"}));
  EXPECT_EQ(reader.counts("counts"), (std::vector<std::uint64_t>{0, 7}));
  EXPECT_TRUE(reader.texts("empty").empty());
  EXPECT_TRUE(reader.complete());
}

TEST(JsonLine, any_bytes_and_any_number_survive) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(seed);
    std::string bytes(random() % 50, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    const double number = static_cast<double>(random()) / 3e9;
    JsonLineWriter writer;
    writer.text("t", bytes);
    writer.real("r", number);
    const std::string line = writer.str();
    EXPECT_EQ(line.find('\n'), std::string::npos) << "seed " << seed;
    EXPECT_EQ(line.find('\0'), std::string::npos) << "seed " << seed;
    JsonLineReader reader(line);
    EXPECT_EQ(reader.text("t"), bytes) << "seed " << seed;
    EXPECT_EQ(reader.real("r"), number) << "seed " << seed;
    EXPECT_TRUE(reader.complete()) << "seed " << seed;
  }
}

TEST(JsonLine, a_line_that_was_cut_anywhere_is_never_complete) {
  const std::string whole = example();
  for (std::size_t length = 0; length < whole.size(); ++length) {
    JsonLineReader reader(std::string_view(whole).substr(0, length));
    reader.text("name");
    reader.count("n");
    reader.real("s");
    reader.texts("list");
    reader.counts("counts");
    reader.texts("empty");
    EXPECT_FALSE(reader.complete()) << "at " << length;
  }
}

TEST(JsonLine, what_is_not_ours_is_refused) {
  for (const char* line :
       {"", "{}", "null", R"({"u":"x"})", R"({"t":7})", R"({"t":"x"} )", R"({"t":"\u12345"})", R"({"t":"\q"})",
        R"({"t":"x","u":1})", R"({"t":"\u00zz"})", R"({"t":"\u00)", R"({"t":"\u0020"})"}) {
    JsonLineReader reader(line);
    const std::string text = reader.text("t");
    EXPECT_FALSE(reader.complete()) << line;
  }
}

}  // namespace
}  // namespace trackmeet::runner
