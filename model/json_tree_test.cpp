// SPDX-License-Identifier: Apache-2.0
#include "model/json_tree.hpp"

#include <gtest/gtest.h>

#include "model/json_text.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

std::string written(const Json& value) {
  std::string out;
  append_json(out, value);
  return out;
}

TEST(JsonTree, every_value_knows_its_line) {
  const std::string text =
      "\n{\n"
      "\"object\": {\n\"number\": 1\n,\n\"real\":\n2.5\n,\"text\": \"x\\ny\"},\r\n"
      "\"list\": [\n1,\n2\n],\n"
      "\"nan\": NaN\n,\"null\": null,\n\"last\": -3}";
  const auto document = parse_json(text, "x");
  ASSERT_TRUE(document) << error_text(document);
  const Json& root = document->root;
  EXPECT_EQ(root.line, 2U);
  EXPECT_EQ(root.find("object")->line, 3U);
  EXPECT_EQ(root.find("object")->find("number")->line, 4U);
  EXPECT_EQ(root.find("object")->find("real")->line, 7U);
  EXPECT_EQ(root.find("object")->find("text")->line, 8U);
  EXPECT_EQ(root.find("list")->line, 9U);
  EXPECT_EQ(root.find("list")->items[0].line, 10U);
  EXPECT_EQ(root.find("list")->items[1].line, 11U);
  EXPECT_EQ(root.find("nan")->line, 13U);
  EXPECT_EQ(root.find("null")->line, 14U);
  EXPECT_EQ(root.find("last")->line, 15U);
}

TEST(JsonTree, what_is_wrong_behind_many_blanks_has_its_place) {
  const auto document = parse_json_exactly("{\"a\": 1.5 \n\n   \n  ,   \n\n   oops}", "x");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().where->line, 6U);
  EXPECT_EQ(document.error().where->column, 4U);
}

struct Token {
  std::string text;
  Json::Type type;
};

TEST(JsonTree, tells_numbers_that_are_not_finite_from_null) {
  using enum Json::Type;
  const std::vector<Token> cases = {
      {"null", null},
      {"NaN", not_finite},
      {"nan", not_finite},
      {"-nan", not_finite},
      {"inf", not_finite},
      {"-inf", not_finite},
      {"Infinity", not_finite},
      {"-Infinity", not_finite},
      {"nan(ind)", not_finite},
      {"-nan(ind)", not_finite},
      {"1e999", not_finite},
      {"-1e999", not_finite},
      {"1e-999", real},
      {"0", natural},
      {"-0", natural},
      {"-1", negative},
      {"1.0", real},
      {"18446744073709551615", natural},
      {"18446744073709551616", real},
      {"\"NaN\"", text},
      {"\"\\\"inf\"", text},
  };
  for (const Token& c : cases) {
    for (const std::string& around :
         {std::string("[%]"), std::string("[1,%,2]"), std::string("{\"a\":%}"), std::string("[ % ]")}) {
      const std::string json = replaced(around, "%", c.text);
      const auto document = parse_json(json, "x");
      ASSERT_TRUE(document) << json << error_text(document);
      const Json& value = document->root.items.size() == 3 ? document->root.items[1] : document->root.items[0];
      EXPECT_EQ(value.type, c.type) << json;
      EXPECT_EQ(document->not_finite.has_value(), c.type == not_finite) << json;
      if (c.type == not_finite) {
        EXPECT_EQ(value.text, c.text);
      }
    }
  }
}

TEST(JsonTree, keeps_the_spelling_of_a_real) {
  for (const std::string number : {"1.50", "-2.5e-01", "1E5", "0.1"}) {
    for (const std::string& json : {number, "[" + number + "]", "[" + number + "\n]", "[" + number + ",1]"}) {
      const auto document = parse_json(json, "x");
      ASSERT_TRUE(document) << json;
      const Json& value = document->root.items.empty() ? document->root : document->root.items[0];
      EXPECT_EQ(value.text, number) << json;
    }
  }
}

TEST(JsonTree, words_that_only_begin_like_nan_are_errors) {
  for (const std::string text :
       {"[nanny]", "[infinite]", "[-infx]", "[NaN1]", "[nul]", "[truefalse]", "[1nan]", "[--inf]", "[nan(x)]"}) {
    EXPECT_FALSE(parse_json(text, "x")) << text;
  }
}

TEST(JsonTree, notes_repeated_keys_at_any_depth) {
  const std::string text = "{\"a\": [{\"b\": 1,\n\"c\": 2,\n\"b\": 3}], \"d\": 1}";
  const auto document = parse_json(text, "x");
  ASSERT_TRUE(document);
  ASSERT_TRUE(document->repeated_key);
  EXPECT_EQ(document->repeated_key->text, "b");
  EXPECT_EQ(document->repeated_key->line, 3U);
  EXPECT_EQ(written(document->root), "{\"a\": [{\"b\": 1, \"c\": 2}], \"d\": 1}");
}

TEST(JsonTree, notes_raw_control_characters_and_keeps_them) {
  const std::string text = "{\"a\": \"x\",\n\"b\": \"l\x01\x1bz\"}";
  const auto document = parse_json(text, "x");
  ASSERT_TRUE(document) << error_text(document);
  ASSERT_TRUE(document->raw_control);
  EXPECT_EQ(document->raw_control->line, 2U);
  EXPECT_EQ(document->root.find("b")->text, "l\x01\x1bz");
}

TEST(JsonTree, survives_being_moved) {
  const std::string text = "{\"k\\u0065y\": \"v\\u0061lue\"}";
  auto document = parse_json(text, "x");
  ASSERT_TRUE(document);
  const JsonDocument moved = std::move(*document);
  ASSERT_NE(moved.root.find("key"), nullptr);
  EXPECT_EQ(moved.root.find("key")->text, "value");
}

TEST(JsonTree, is_written_as_it_was_read) {
  const std::string text =
      "{\"a\": [1, -2, 0.5, true, false, null, \"x\\\"\\\\\\n\", []], \"b\": {}, \"c\": -9223372036854775808, \"d\": "
      "\"ü😀\"}";
  const auto document = parse_json(text, "x");
  ASSERT_TRUE(document) << error_text(document);
  EXPECT_EQ(written(document->root), text);
}

TEST(JsonTree, text_that_is_not_utf8_is_written_readably) {
  std::string out;
  append_string(out,
                "a\xff"
                "b\x01");
  EXPECT_EQ(out,
            "\"a\xef\xbf\xbd"
            "b\\u0001\"");
}

struct Broken {
  std::string name;
  std::string text;
  std::string error;
};

TEST(JsonTree, errors_name_place_and_cause) {
  const std::vector<Broken> cases = {
      {"cut off", "{\"a\": [1,\n",
       "x:1:10: error: the file ends in the middle, after 10 bytes\n"
       "  hint: the program that wrote it was stopped, or the disk was full: write it again"},
      {"a comma too many", "{\"a\": 1,\n\"b\": 2,\n}",
       "x:3:1: error: not valid JSON: unexpected '}'; expected string literal"},
      {"more than one value", "{}\n{}", "x:2:1: error: not valid JSON: unexpected '{'; expected end of input"},
      {"not UTF-8", "[\"\xff\"]",
       "x:1:3: error: not valid JSON: invalid string: ill-formed UTF-8 byte; last read: '\"\\xff'"},
      {"too deep", std::string(100'000, '['),
       "x:1:65: error: lists and objects lie more than 64 deep in each other\n"
       "  hint: no benchmark program writes such a file"},
  };
  for (const Broken& c : cases) EXPECT_EQ(error_text(parse_json(c.text, "x")), c.error) << c.name;
}

TEST(JsonTree, sixty_four_levels_are_allowed) {
  EXPECT_TRUE(parse_json(std::string(64, '[') + std::string(64, ']'), "x"));
  EXPECT_FALSE(parse_json(std::string(65, '[') + std::string(65, ']'), "x"));
}

}  // namespace
}  // namespace trackmeet::model
