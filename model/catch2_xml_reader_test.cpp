// SPDX-License-Identifier: Apache-2.0
#include "model/catch2_xml_reader.hpp"

#include <gtest/gtest.h>

#include "model/catch2_text_reader.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

Result<Run> read(std::string_view text) {
  EXPECT_TRUE(is_catch2_xml(text));
  return read_catch2_xml(text, "catch2.xml");
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Catch2Xml, gives_means_with_their_intervals_and_standard_deviations) {
  const auto run = read(test_data("catch2.xml"));
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->suite, "demo");
  const std::string name = "Fibonacci <&> \"x\"/deep one/deeper/fib 10";
  EXPECT_EQ(per_round(*run, name, "real_time"), std::vector<double>{398.268e-9});
  std::vector<std::pair<std::string, double>> summaries;
  for (const Row& row : run->rows) {
    if (row.name == name) summaries.emplace_back(row.aggregate, row.values.at(0).value);
  }
  EXPECT_EQ(summaries,
            (std::vector<std::pair<std::string, double>>{
                {"mean", 398.268e-9}, {"lower", 397.561e-9}, {"upper", 400.884e-9}, {"stddev", 2.78171e-9}}));
}

TEST(Catch2Xml, names_benchmarks_as_the_console_does) {
  const auto xml = read(test_data("catch2.xml"));
  const auto text = read_catch2_text(test_data("catch2.txt"), "catch2.txt");
  ASSERT_TRUE(xml) << error_text(xml);
  ASSERT_TRUE(text) << error_text(text);
  EXPECT_EQ(benchmark_names(*xml), benchmark_names(*text));
  ASSERT_EQ(xml->failures.size(), 1U);
  EXPECT_EQ(xml->failures[0].name, text->failures.at(0).name);
  EXPECT_EQ(xml->failures[0].detail, "line 67: it threw: no");
}

TEST(Catch2Xml, reads_version_3_and_fails_what_is_unsound_and_nothing_else) {
  const auto run = read(
      R"(<Catch2TestRun name="v3" rng-seed="1" xml-format-version="3" catch2-version="3.4.0">
      <TestCase name="t">
      <BenchmarkResults name="a"><mean value="nan"/></BenchmarkResults>
      <BenchmarkResults name="b"><mean value="-3"/></BenchmarkResults>
      <BenchmarkResults name="c"><mean/></BenchmarkResults>
      <BenchmarkResults name="d" samples="7"/>
      <BenchmarkResults><mean value="1"/></BenchmarkResults>
      <BenchmarkResults name="&lt;script&gt; &#x1F3C3; &unknown;"><mean value="1e3"/></BenchmarkResults>
      <StdOut><BenchmarkResults name="printed"><mean value="2e3" lowerBound="x"/></BenchmarkResults></StdOut>
      </TestCase></Catch2TestRun>)");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->suite, "v3");
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"<script> \xf0\x9f\x8f\x83 &unknown;"});
  std::vector<std::string> failures;
  for (const Failure& failure : run->failures) failures.push_back(failure.name + ": " + failure.detail);
  EXPECT_EQ(failures, (std::vector<std::string>{
                          "a: line 3: 'real_time' is nan, which is no finite number",
                          "b: line 4: 'real_time' is negative: -3e-09",
                          "c: line 5: it has no mean",
                          "d: line 6: it has no mean",
                          "BenchmarkResults[4]: line 7: it has no name",
                          "printed: line 9: 'real_time' is nan, which is no finite number",
                      }));
}

TEST(Catch2Xml, says_where_a_file_was_cut_off) {
  const std::string whole = test_data("catch2.xml");
  const auto run = read(whole.substr(0, whole.find("</Section>")));
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().where->path, "catch2.xml");
  EXPECT_GT(run.error().where->line, 10U);
  EXPECT_NE(run.error().message.find("no sound XML"), std::string::npos) << error_text(run);
}

TEST(Catch2Xml, bears_any_depth_and_refuses_too_many_tags) {
  constexpr std::size_t depth = 100'000;
  const std::string deep = "<Catch name=\"x\">" + repeated("<Section name=\"s\">", depth) +
                           "<BenchmarkResults name=\"b\"><mean value=\"1\"/></BenchmarkResults>" +
                           repeated("</Section>", depth) +
                           "<BenchmarkResults name=\"c\"><mean value=\"1\"/></BenchmarkResults></Catch>";
  const auto run = read(deep);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"b", "c"}));
  const auto many = read("<Catch name=\"x\">" + repeated("<a>", 600'000));
  ASSERT_FALSE(many);
  EXPECT_NE(error_text(many).find("more than 500000 tags"), std::string::npos);
}

TEST(Catch2Xml, is_known_by_its_root) {
  EXPECT_TRUE(is_catch2_xml("\xef\xbb\xbf<?xml version=\"1.0\"?>\n<Catch2TestRun>"));
  for (const std::string_view other : {"", "<", "<testsuites>", "<Catcher>", "x <Catch name=\"a\">"})
    EXPECT_FALSE(is_catch2_xml(other)) << other;
}

}  // namespace
}  // namespace trackmeet::model
