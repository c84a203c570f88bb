// SPDX-License-Identifier: Apache-2.0
#include "model/fast_json.hpp"

#include <gtest/gtest.h>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

/// The whole tree as text: types, lines, keys, values as they are spelled.
std::string dump(const Json& value) {
  std::string out = std::string(value.key) + ":" + std::string(type_name(value.type)) + "@" +
                    std::to_string(value.line) + "=" + std::string(value.text) + "," + std::to_string(value.whole) +
                    "," + std::to_string(value.real) + (value.truth ? "T" : "") +
                    (value.type == Json::Type::negative ? "-" : "") + (value.type == Json::Type::real ? "r" : "");
  if (value.has_repeated_key) out += "!";
  for (const Json& item : value.items) out += "(" + dump(item) + ")";
  return out;
}

std::string dump(const JsonDocument& document) {
  std::string out = dump(document.root);
  for (const std::optional<Flaw>& flaw : {document.repeated_key, document.not_finite, document.raw_control})
    out += flaw ? " " + std::to_string(flaw->line) + ":" + std::string(flaw->text) : " sound";
  return out;
}

/// What the fast parser finds; `gave up`.
std::string fast(std::string_view text) {
  static FastJson parser;
  static JsonDocument document;
  return parser.parse(text, 1, document) ? dump(document) : "gave up";
}

std::string exact(std::string_view text) {
  const auto document = parse_json_exactly(text, "t");
  return document ? dump(*document) : error_text(document);
}

TEST(FastJson, finds_the_same_tree_as_the_exact_parser) {
  for (const std::string_view text :
       {"{}", "[]", R"({"a": 1})",
        R"({"a": -1, "b": 0, "c": -0, "d": 18446744073709551615, "e": -9223372036854775808})",
        R"([1.5, -2.5e-3, 1E5, 0.0, -0.0, 1e-400, 12345678901234567890123456789.0])",
        "{\n\"a\": [1,\n 2,\n\n {\"b\":\t\"x\"\n}],\r\n \"c\" : null, \"d\": true, \"e\": false}\n",
        R"({"a\"b": "c\\d\n\u00e9\ud83d\ude00", "": "", "ü": "日本"})", "  [ [ [ ] ] , { } ]  ",
        "[1.5 \n\n \n  ,  \n\n   \"  a \"  \n\n,{ \r\n\r\n \"b\" \n\n\n: 2.5\n\n\n}  \n\n, 3  \n\n]\n\n\n"}) {
    EXPECT_EQ(fast(text), exact(text)) << text;
  }
  for (const char* file :
       {"results.json", "gbench_1_2.json", "baseline.json", "small.json", "hyperfine.json", "gbench_1_7.json"}) {
    const std::string text = test_data(file);
    EXPECT_EQ(fast(text), exact(text)) << file;
  }
}

TEST(FastJson, finds_the_same_flaws_as_the_exact_parser) {
  std::string many = "{\"last\": 1", twice = many;
  for (int i = 0; i < 100; ++i) many += ",\n\"k" + std::to_string(i) + "\": " + std::to_string(i);
  for (int i = 0; i < 100; ++i) twice += ",\n\"k" + std::to_string(i % 50) + "\": {\"a\": 1, \"a\": 2}";
  for (const std::string& text : {std::string(R"({"a": NaN, "b": -nan, "c": [inf, -Infinity, INF],)") + "\n" +
                                      R"("d": nan(ind), "e": -nan(snan)})",
                                  std::string("[NaN]"), std::string("[1, NaN , 2]"), std::string("{\"a\":1e999}"),
                                  std::string("[1,\n-1.5E+400,\n1]"), "[" + std::string(400, '9') + "]",
                                  std::string(R"({"a": 1, "b": {"c": 1, "c": 2, "c": 3}, "a": 2})"), many + "}",
                                  many + ", \"last\": 2}", many + ",\n\"k7\": 0,\n\"k3\": 0}", twice + "}"}) {
    EXPECT_EQ(fast(text), exact(text)) << text;
    EXPECT_NE(fast(text), "gave up") << text;
  }
}

TEST(FastJson, gives_up_on_whatever_is_not_sound) {
  for (const std::string_view text : {"",
                                      " ",
                                      "{",
                                      "[1,",
                                      "{\"a\": 1,}",
                                      "[01]",
                                      "[1 2]",
                                      "{} {}",
                                      "{\"a\": \"\x01\"}",
                                      "[\"\xff\"]",
                                      "[\"\\x\"]",
                                      "[nul]",
                                      "[truee]",
                                      "{\"a\" 1}",
                                      "{1: 2}",
                                      "[123456789012345678901234567890]",
                                      "NaN",
                                      "[Nan0]",
                                      "[nan(1)]",
                                      "[+inf]",
                                      "[1e999 2]",
                                      "[01e999]",
                                      "[1.e999]",
                                      "[-]",
                                      "{NaN: 1}"}) {
    EXPECT_EQ(fast(text), "gave up") << text;
  }
  EXPECT_EQ(fast(std::string(65, '[') + std::string(65, ']')), "gave up");
  EXPECT_EQ(fast(std::string(64, '[') + std::string(64, ']')), exact(std::string(64, '[') + std::string(64, ']')));
}

TEST(FastJson, counts_lines_from_the_first_that_it_is_told) {
  FastJson parser;
  JsonDocument document;
  ASSERT_TRUE(parser.parse("{\n\"a\": 1}", 41, document));
  EXPECT_EQ(document.root.line, 41U);
  EXPECT_EQ(document.root.items[0].line, 42U);
}

}  // namespace
}  // namespace trackmeet::model
