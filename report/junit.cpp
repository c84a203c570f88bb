// SPDX-License-Identifier: Apache-2.0
#include "report/junit.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <pugixml.hpp>

#include "compare/conclusion.hpp"
#include "report/outcome.hpp"
#include "report/shown.hpp"
#include "report/wording.hpp"
#include "report/wrap.hpp"

namespace trackmeet::report {
namespace {

using compare::ComparedRow;
using compare::Comparison;

constexpr std::size_t name_columns = 1'000;
constexpr std::size_t line_columns = 600;
constexpr std::size_t reason_lines = 30;

struct StringWriter : pugi::xml_writer {
  std::string text;
  void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
};

/// What is printable may stand in XML but for the two noncharacters U+FFFE and U+FFFF, which become U+FFFD.
std::string in_xml(std::string printable) {
  for (const std::string_view forbidden : {"\xef\xbf\xbe", "\xef\xbf\xbf"}) {
    for (std::size_t at = printable.find(forbidden); at != std::string::npos; at = printable.find(forbidden, at + 3))
      printable.replace(at, 3, "\xef\xbf\xbd");
  }
  return printable;
}

std::string words(std::string_view text, std::size_t columns = line_columns) {
  return in_xml(shown_within(text, columns));
}

/// Ant's schema wants names that are not blank.
std::string suite_name(const Comparison& comparison) {
  std::string name = words(comparison.suite, name_columns);
  return name.find_first_not_of(' ') == std::string::npos ? "unnamed suite" : name;
}

void set(pugi::xml_node node, const char* attribute, const std::string& value) {
  node.append_attribute(attribute).set_value(value.c_str());
}

/// Seconds, as both schemas take them: no exponent, no sign.
std::string seconds_text(double seconds) { return fmt::format("{:.9f}", seconds); }

double seconds_of(const ComparedRow& row) {
  const bool is_time = row.metric.name == "real_time" && row.metric.unit == "s";
  return is_time && row.head >= 0 && row.head < 1e9 ? row.head : 0;
}

/// `+53.2 % [+50.1, +56.6] %, 12.34 ms -> 18.91 ms`, as much of it as there is.
std::string facts(const ComparedRow& row) {
  if (std::isnan(row.change)) return {};
  return fmt::format("{} {}, {} -> {}", change_text(row), interval_text(row), quantity_text(row.base, row.metric.unit),
                     quantity_text(row.head, row.metric.unit));
}

void add_testcase(pugi::xml_node suite, const std::string& classname, const ComparedRow& row, Outcome outcome) {
  pugi::xml_node testcase = suite.append_child("testcase");
  set(testcase, "name", fmt::format("{} [{}]", words(row.name, name_columns), words(row.metric.name, name_columns)));
  set(testcase, "classname", classname);
  set(testcase, "time", seconds_text(seconds_of(row)));
  if (outcome == Outcome::passed) return;
  const char* kind = outcome == Outcome::failed ? "failure" : outcome == Outcome::error ? "error" : "skipped";
  pugi::xml_node child = testcase.append_child(kind);
  set(child, "type", std::string(compare::to_string(row.verdict)));
  const std::vector<std::string> reason = shown_lines(row.reason, line_columns, reason_lines);
  std::string message = verdict_text(row);
  if (const std::string text = facts(row); !text.empty()) message += ": " + text;
  if (outcome != Outcome::failed && !reason.empty()) message += ": " + reason.front();
  set(child, "message", in_xml(message));
  child.text().set(in_xml(fmt::format("{}", fmt::join(reason, "\n"))).c_str());
}

void add_property(pugi::xml_node properties, const char* name, const std::string& value) {
  if (value.empty()) return;
  pugi::xml_node property = properties.append_child("property");
  set(property, "name", name);
  set(property, "value", in_xml(value));
}

void add_properties(pugi::xml_node suite, const Comparison& comparison) {
  pugi::xml_node properties = suite.append_child("properties");
  for (const auto& [name, side] : {std::pair("base", &comparison.base), std::pair("head", &comparison.head)}) {
    add_property(properties, name, commit_text(side->commit, side->describe, side->dirty));
    add_property(properties, fmt::format("{}.measured", name).c_str(), measured_text(*side));
    add_property(properties, fmt::format("{}.source", name).c_str(), shown(side->source));
  }
  add_property(properties, "machine_class", machine_text(comparison));
  add_property(properties, "gate", std::string(compare::to_string(comparison.gate)));
  for (const compare::Difference& difference : comparison.differences)
    add_property(properties, "differs", difference_text(difference));
}

/// `2026-11-21T09:15:11`; Ant's schema knows no time zone, and wants one moment or another.
std::string timestamp_text(std::string_view timestamp) {
  constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd";
  const std::string_view text = timestamp.substr(0, shape.size());
  bool fits = text.size() == shape.size();
  for (std::size_t i = 0; fits && i < shape.size(); ++i)
    fits = shape[i] == 'd' ? text[i] >= '0' && text[i] <= '9' : text[i] == shape[i];
  const auto number = [&](std::size_t at, std::size_t digits) {
    int value = 0;
    for (const char c : text.substr(at, digits)) value = value * 10 + (c - '0');
    return value;
  };
  using namespace std::chrono;
  const bool is_moment = fits && number(0, 4) > 0 && number(11, 2) < 24 && number(14, 2) < 60 && number(17, 2) < 60 &&
                         year_month_day(year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                                        day(static_cast<unsigned>(number(8, 2))))
                             .ok();
  return is_moment ? std::string(text) : "1970-01-01T00:00:00";
}

void add_suite(pugi::xml_node root, const Comparison& comparison, std::size_t id) {
  pugi::xml_node suite = root.append_child("testsuite");
  const std::string name = suite_name(comparison);
  const bool as_a_whole = fails_as_a_whole(comparison);
  std::size_t failures = 0;
  std::size_t errors = as_a_whole ? 1 : 0;
  std::size_t skipped = 0;
  double seconds = 0;
  for (const ComparedRow& row : comparison.rows) {
    const Outcome outcome = outcome_of(row, comparison);
    failures += outcome == Outcome::failed ? 1 : 0;
    errors += outcome == Outcome::error ? 1 : 0;
    skipped += outcome == Outcome::skipped ? 1 : 0;
    seconds += seconds_of(row);
  }
  set(suite, "name", name);
  set(suite, "package", "trackmeet");
  set(suite, "id", std::to_string(id));
  set(suite, "tests", std::to_string(comparison.rows.size() + (as_a_whole ? 1 : 0)));
  set(suite, "failures", std::to_string(failures));
  set(suite, "errors", std::to_string(errors));
  set(suite, "skipped", std::to_string(skipped));
  set(suite, "time", seconds_text(seconds));
  set(suite, "timestamp", timestamp_text(comparison.head.timestamp));
  const std::string machine = words(comparison.head.machine_class);
  set(suite, "hostname", machine.find_first_not_of(' ') == std::string::npos ? "unknown" : machine);
  add_properties(suite, comparison);

  if (as_a_whole) {
    pugi::xml_node testcase = suite.append_child("testcase");
    set(testcase, "name", "the comparison as a whole");
    set(testcase, "classname", name);
    set(testcase, "time", seconds_text(0));
    pugi::xml_node error = testcase.append_child("error");
    set(error, "type", "undecided");
    set(error, "message", words(comparison.conclusion));
  }
  for (const ComparedRow& row : comparison.rows) add_testcase(suite, name, row, outcome_of(row, comparison));

  std::string out = fmt::format("{}: {}\n{}\n", outcome_word(comparison.exit_status),
                                shown(comparison.conclusion, line_columns), counts_text(comparison));
  suite.append_child("system-out").text().set(in_xml(std::move(out)).c_str());
  std::string warnings;
  for (const std::string& warning : comparison.warnings) warnings += "warning: " + shown(warning, line_columns) + "\n";
  suite.append_child("system-err").text().set(in_xml(std::move(warnings)).c_str());
}

}  // namespace

std::string render_junit(std::span<const Comparison> comparisons) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  set(declaration, "version", "1.0");
  set(declaration, "encoding", "UTF-8");
  pugi::xml_node root = document.append_child("testsuites");
  for (std::size_t i = 0; i < comparisons.size(); ++i) add_suite(root, comparisons[i], i);
  StringWriter writer;
  document.save(writer, "  ", pugi::format_default, pugi::encoding_utf8);
  return std::move(writer.text);
}

}  // namespace trackmeet::report
