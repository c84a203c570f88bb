// SPDX-License-Identifier: Apache-2.0
#include "report/csv.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "report/plain_text.hpp"
#include "report/sample_comparison.hpp"

namespace trackmeet::report {
namespace {

using compare::Comparison;
using Table = std::vector<std::vector<std::string>>;

/// RFC 4180 to the letter: fields by commas, records by CR LF, in quotes anything with `""` for `"`.
Table parsed(const std::string& text) {
  Table table(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& field = table.back().back();
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    if (quoted && text[i] == '"' && next == '"') {
      field += text[i++];
    } else if (quoted) {
      if (text[i] == '"') {
        EXPECT_TRUE(next == ',' || next == '\r') << "at byte " << i;
        quoted = false;
      } else {
        field += text[i];
      }
    } else if (text[i] == '"') {
      EXPECT_TRUE(field.empty()) << "a quote within a plain field, at byte " << i;
      quoted = true;
    } else if (text[i] == ',') {
      table.back().emplace_back();
    } else if (text[i] == '\r') {
      EXPECT_EQ(next, '\n');
      ++i;
      table.emplace_back(1, std::string());
    } else {
      EXPECT_NE(text[i], '\n') << "a bare line feed";
      field += text[i];
    }
  }
  EXPECT_FALSE(quoted);
  EXPECT_EQ(table.back(), std::vector<std::string>(1)) << "the last line has its end";
  table.pop_back();
  return table;
}

std::string rendered(const Comparison& comparison) { return render_csv(std::span(&comparison, 1)); }

/// The field of row `row` (from 0) in the column of that name.
std::string field(const Table& table, std::size_t row, std::string_view column) {
  const auto found = std::ranges::find(table.at(0), column);
  EXPECT_NE(found, table.at(0).end()) << column;
  return table.at(row + 1).at(static_cast<std::size_t>(found - table.at(0).begin()));
}

TEST(Csv, has_a_header_and_a_line_for_each_row) {
  const Table table = parsed(rendered(sample::mixed()));
  ASSERT_EQ(table.size(), 9U);
  for (const auto& line : table) EXPECT_EQ(line.size(), 23U);
  EXPECT_EQ(table[1], (std::vector<std::string>{"tensor_ops",
                                                "matmul_large",
                                                "real_time",
                                                "s",
                                                "lower",
                                                "sampled",
                                                "0.01234",
                                                "0.018905",
                                                "10",
                                                "10",
                                                "0",
                                                "false",
                                                field(table, 0, "change"),
                                                "0.501",
                                                "0.566",
                                                "1.5e-06",
                                                "3e-06",
                                                "worse",
                                                "true",
                                                "false",
                                                "regression",
                                                "severe",
                                                "proven worse: p = 3e-06 after correction"}));
  EXPECT_EQ(field(table, 1, "by_difference"), "true");
  EXPECT_EQ(field(table, 2, "base"), "");
  EXPECT_EQ(field(table, 2, "verdict"), "missing");
}

TEST(Csv, numbers_come_back_as_the_same_doubles) {
  Comparison comparison = sample::mixed();
  comparison.rows[0].base = 0.1 + 0.2;
  comparison.rows[0].head = 5e-324;
  comparison.rows[0].change = -1.0 / 3;
  comparison.rows[0].interval_low = -std::numeric_limits<double>::infinity();
  comparison.rows[0].interval_high = std::numeric_limits<double>::max();
  const Table table = parsed(rendered(comparison));
  EXPECT_EQ(std::stod(field(table, 0, "base")), 0.1 + 0.2);
  EXPECT_EQ(std::strtod(field(table, 0, "head").c_str(), nullptr), 5e-324);
  EXPECT_EQ(std::stod(field(table, 0, "change")), -1.0 / 3);
  EXPECT_EQ(field(table, 0, "interval_low"), "-inf");
  EXPECT_EQ(std::stod(field(table, 0, "interval_high")), std::numeric_limits<double>::max());
}

TEST(Csv, what_would_be_a_formula_is_text) {
  const struct {
    const char* in;
    const char* want;
  } cases[] = {
      {"=1+1", "'=1+1"},
      {"+1", "'+1"},
      {"-1", "'-1"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"  =1", "'  =1"},
      {"\t=1", "\\t=1"},
      {"\r=1", "\\x0d=1"},
      {"＝1", "'＝1"},
      {"'quoted'", "''quoted'"},
      {"=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""},
      {"a=b", "a=b"},
      {"BM_Sort<int, 4>", "\"BM_Sort<int, 4>\""},
      {"say \"x\"", "\"say \"\"x\"\"\""},
      {"a\nb", "a\\nb"},
      {"std::sort/8", "std::sort/8"},
      {"", ""},
      {"   ", "   "},
  };
  for (const auto& [in, want] : cases) EXPECT_EQ(csv_text(in), want) << in;
}

TEST(Csv, hostile_words_stay_in_their_field_and_their_line) {
  for (const std::string& name : sample::hostile_names) {
    Comparison comparison = sample::mixed();
    comparison.suite = name;
    for (compare::ComparedRow& row : comparison.rows) row.name = row.metric.name = row.metric.unit = row.reason = name;
    const std::string text = rendered(comparison);
    const Table table = parsed(text);
    ASSERT_EQ(table.size(), 9U);
    EXPECT_EQ(std::ranges::count(text, '\n'), 9);
    for (const auto& line : table) EXPECT_EQ(line.size(), 23U);
    EXPECT_EQ(field(table, 0, "name"), field(table, 7, "reason"));
    EXPECT_FALSE(sample::has_ci_command(text)) << text;
    EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return c == '\r' || c == '\n' || (c & 0xE0) != 0; }));
    const bool is_long = name.size() == 10'000;
    EXPECT_TRUE(!is_long || field(table, 0, "name") == name) << "long names are whole";
  }
}

TEST(Csv, suites_follow_one_another_below_one_header) {
  const std::vector<Comparison> two = {sample::mixed(), sample::mixed()};
  EXPECT_EQ(parsed(render_csv(two)).size(), 17U);
  EXPECT_EQ(parsed(render_csv({})).size(), 1U);
}

}  // namespace
}  // namespace trackmeet::report
