// SPDX-License-Identifier: Apache-2.0
#include "report/junit.hpp"

#include <gtest/gtest.h>

#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <vector>

#include "report/plain_text.hpp"
#include "report/sample_comparison.hpp"

namespace trackmeet::report {
namespace {

using compare::Comparison;
using compare::Verdict;

pugi::xml_document parsed(const std::string& text) {
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(text.data(), text.size(), pugi::parse_full);
  EXPECT_TRUE(result) << result.description() << " at byte " << result.offset;
  return document;
}

std::string rendered(const Comparison& comparison) { return render_junit(std::span(&comparison, 1)); }

/// What Jenkins' and Ant's schemas both allow: the attributes that an element must have, and its children in order.
void expect_valid(const pugi::xml_document& document) {
  const std::map<std::string, std::set<std::string>> attributes = {
      {"testsuites", {}},
      {"testsuite",
       {"name", "package", "id", "tests", "failures", "errors", "skipped", "time", "timestamp", "hostname"}},
      {"properties", {}},
      {"property", {"name", "value"}},
      {"testcase", {"name", "classname", "time"}},
      {"failure", {"type", "message"}},
      {"error", {"type", "message"}},
      {"skipped", {"type", "message"}},
      {"system-out", {}},
      {"system-err", {}}};
  const auto check = [&](const pugi::xml_node& node) {
    const auto known = attributes.find(node.name());
    ASSERT_NE(known, attributes.end()) << node.name();
    std::set<std::string> found;
    for (const pugi::xml_attribute& attribute : node.attributes()) found.insert(attribute.name());
    EXPECT_EQ(found, known->second) << node.name();
  };
  const pugi::xml_node root = document.document_element();
  EXPECT_STREQ(root.name(), "testsuites");
  check(root);
  for (const pugi::xml_node& suite : root.children()) {
    EXPECT_STREQ(suite.name(), "testsuite");
    check(suite);
    EXPECT_STRNE(suite.attribute("name").value(), "");
    std::map<std::string, int> counted;
    std::vector<std::string> order;
    for (const pugi::xml_node& child : suite.children()) {
      check(child);
      if (order.empty() || order.back() != child.name()) order.push_back(child.name());
      for (const pugi::xml_node& grandchild : child.children()) {
        if (grandchild.type() != pugi::node_element) continue;
        check(grandchild);
        ++counted[grandchild.name()];
      }
    }
    const bool has_cases = suite.child("testcase");
    EXPECT_EQ(order, has_cases ? (std::vector<std::string>{"properties", "testcase", "system-out", "system-err"})
                               : (std::vector<std::string>{"properties", "system-out", "system-err"}));
    EXPECT_EQ(suite.attribute("failures").as_int(), counted["failure"]);
    EXPECT_EQ(suite.attribute("errors").as_int(), counted["error"]);
    EXPECT_EQ(suite.attribute("skipped").as_int(), counted["skipped"]);
    const auto cases = suite.children("testcase");
    EXPECT_EQ(suite.attribute("tests").as_int(), std::distance(cases.begin(), cases.end()));
  }
}

pugi::xml_node testcase(const pugi::xml_document& document, const char* name) {
  return document.child("testsuites").child("testsuite").find_child_by_attribute("testcase", "name", name);
}

TEST(Junit, has_a_testcase_for_each_row_with_what_became_of_it) {
  const pugi::xml_document document = parsed(rendered(sample::mixed()));
  expect_valid(document);
  const pugi::xml_node suite = document.child("testsuites").child("testsuite");
  EXPECT_STREQ(suite.attribute("name").value(), "tensor_ops");
  EXPECT_EQ(suite.attribute("tests").as_int(), 8);
  EXPECT_EQ(suite.attribute("failures").as_int(), 2);
  EXPECT_EQ(suite.attribute("errors").as_int(), 1);
  EXPECT_EQ(suite.attribute("skipped").as_int(), 2);
  EXPECT_STREQ(suite.attribute("timestamp").value(), "2026-11-21T09:15:11");
  EXPECT_STREQ(suite.attribute("hostname").value(), "x86_64-amd-epyc-2c-debian-12");

  const pugi::xml_node slower = testcase(document, "matmul_large [real_time]");
  EXPECT_STREQ(slower.attribute("classname").value(), "tensor_ops");
  EXPECT_STREQ(slower.attribute("time").value(), "0.018905000");
  EXPECT_STREQ(slower.child("failure").attribute("type").value(), "regression");
  EXPECT_STREQ(slower.child("failure").attribute("message").value(),
               "regression severe: +53.2 % [+50.1, +56.6] %, 12.34 ms -> 18.91 ms");
  EXPECT_STREQ(slower.child("failure").text().get(), "proven worse: p = 3e-06 after correction");
  EXPECT_STREQ(testcase(document, "softmax [allocs_per_iter]").attribute("time").value(), "0.000000000");
  EXPECT_STREQ(testcase(document, "old_kernel [real_time]").child("error").attribute("message").value(),
               "missing: in the base only");
  EXPECT_TRUE(testcase(document, "softmax [peak_rss]").child("skipped"));
  EXPECT_TRUE(testcase(document, "new_kernel [real_time]").child("skipped"));
  EXPECT_FALSE(testcase(document, "conv2d [real_time]").first_child());
  EXPECT_TRUE(std::string_view(suite.child("system-out").text().get())
                  .starts_with("FAIL: matmul_large is 53.2 % slower (severe)\n2 regressions"));
  EXPECT_STREQ(suite.child("system-err").text().get(), "warning: the head was built from a work tree with changes\n");
  const pugi::xml_node properties = suite.child("properties");
  EXPECT_STREQ(properties.find_child_by_attribute("name", "head").attribute("value").value(), "9f8e7d6-dirty");
  EXPECT_STREQ(properties.find_child_by_attribute("name", "differs").attribute("value").value(),
               "compiler GNU 12.2.0 -> GNU 13.1.0");
}

TEST(Junit, a_regression_below_the_gate_is_no_failure) {
  Comparison comparison = sample::mixed();
  comparison.gate = compare::Gate::severe;
  const pugi::xml_document document = parsed(rendered(comparison));
  EXPECT_TRUE(testcase(document, "matmul_large [real_time]").child("failure"));
  EXPECT_FALSE(testcase(document, "softmax [allocs_per_iter]").first_child());
}

TEST(Junit, an_unanswered_question_is_an_error_of_its_own) {
  Comparison comparison;
  comparison.exit_status = 2;
  comparison.conclusion = "nothing could be judged";
  comparison.rows = {sample::row("x", Verdict::inconclusive, 1, 1, -0.1, 0.1, "too few rounds")};
  const pugi::xml_document document = parsed(rendered(comparison));
  expect_valid(document);
  EXPECT_STREQ(testcase(document, "the comparison as a whole").child("error").attribute("message").value(),
               "nothing could be judged");
  EXPECT_STREQ(document.child("testsuites").child("testsuite").attribute("name").value(), "unnamed suite");
  EXPECT_STREQ(document.child("testsuites").child("testsuite").attribute("timestamp").value(), "1970-01-01T00:00:00");
}

TEST(Junit, several_suites_are_numbered_and_none_is_valid_too) {
  const std::vector<Comparison> two = {sample::mixed(), Comparison{}};
  const pugi::xml_document document = parsed(render_junit(two));
  expect_valid(document);
  EXPECT_STREQ(document.child("testsuites").last_child().attribute("id").value(), "1");
  const pugi::xml_document empty = parsed(render_junit({}));
  expect_valid(empty);
  EXPECT_FALSE(empty.child("testsuites").first_child());
}

/// Whether every code point may stand in XML 1.0, written as itself: no control, no noncharacter, no such reference.
bool is_plain_xml(std::string_view text) {
  const auto is_forbidden = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F; };
  return std::ranges::none_of(text, is_forbidden) && text.find("&#") == std::string_view::npos &&
         text.find("\xef\xbf\xbe") == std::string_view::npos && text.find("\xef\xbf\xbf") == std::string_view::npos;
}

TEST(Junit, hostile_words_stay_words) {
  std::vector<std::string> names(std::begin(sample::hostile_names), std::end(sample::hostile_names));
  names.insert(names.end(),
               {"\"'<&>]]>", "\xef\xbf\xbe\xef\xbf\xbf", "\xed\xa0\x80", "   ", "</testcase></testsuite>"});
  for (const std::string& name : names) {
    Comparison comparison = sample::mixed();
    comparison.suite = comparison.conclusion = comparison.base.commit = comparison.head.machine_class = name;
    comparison.head.timestamp = comparison.base.source = comparison.warnings[0] = name;
    for (compare::ComparedRow& row : comparison.rows) row.name = row.metric.name = row.metric.unit = row.reason = name;
    comparison.differences = {{name, name, name}};
    const std::string text = rendered(comparison);
    EXPECT_TRUE(is_plain_xml(text)) << text;
    EXPECT_FALSE(sample::has_ci_command(text)) << text;
    const pugi::xml_document document = parsed(text);
    expect_valid(document);
    const auto cases = document.child("testsuites").child("testsuite").children("testcase");
    EXPECT_EQ(std::distance(cases.begin(), cases.end()), 8);
  }
}

TEST(Junit, a_moment_that_is_none_becomes_one) {
  for (const char* timestamp : {"", "yesterday", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-21T24:00:00Z",
                                "0000-01-01T00:00:00Z", "2026-11-21"}) {
    Comparison comparison;
    comparison.head.timestamp = timestamp;
    const pugi::xml_document document = parsed(rendered(comparison));
    EXPECT_STREQ(document.child("testsuites").child("testsuite").attribute("timestamp").value(), "1970-01-01T00:00:00");
  }
}

TEST(Junit, a_name_that_is_not_hostile_comes_back_as_it_is) {
  for (const char* name : {"BM_Sort<int>/1024", "a & b \"c\" 'd'", "größe/日本語", "x]]>y", "std::sort"}) {
    Comparison comparison;
    comparison.rows = {sample::row(name, Verdict::unchanged, 1, 1, 0, 0, "")};
    const pugi::xml_document document = parsed(rendered(comparison));
    EXPECT_TRUE(testcase(document, (std::string(name) + " [real_time]").c_str())) << name;
  }
}

TEST(Junit, the_lines_that_a_failed_benchmark_printed_are_kept) {
  Comparison comparison;
  comparison.rows = {sample::unpaired("x", Verdict::failed, "crash: signal 11\n::error::forged\nlast words")};
  const pugi::xml_document document = parsed(rendered(comparison));
  EXPECT_STREQ(testcase(document, "x [real_time]").child("error").text().get(),
               "crash: signal 11\n\\x3a:error::forged\nlast words");
}

}  // namespace
}  // namespace trackmeet::report
