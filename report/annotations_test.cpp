// SPDX-License-Identifier: Apache-2.0
#include "report/annotations.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "report/plain_text.hpp"
#include "report/sample_comparison.hpp"

namespace trackmeet::report {
namespace {

using compare::Comparison;
using compare::Severity;
using compare::Verdict;

struct Command {
  std::string kind;
  std::string title;
  std::string message;
};

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
    i += 2;
  }
  return out;
}

/// Every line, taken apart as GitHub's log reader does: `::`, the kind, a blank, properties by commas, `::`, the
/// message.
std::vector<Command> parsed(std::string_view text) {
  std::vector<Command> commands;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    EXPECT_NE(end, std::string_view::npos) << "the last line has its end";
    const std::string_view line = text.substr(0, end);
    EXPECT_TRUE(line.starts_with("::")) << line;
    const std::size_t second = line.find("::", 2);
    const std::string_view head = line.substr(2, second - 2);
    const std::size_t blank = head.find(' ');
    const std::string_view properties = head.substr(blank + 1);
    EXPECT_TRUE(properties.starts_with("title=")) << line;
    EXPECT_EQ(properties.find(','), std::string_view::npos) << "one property";
    EXPECT_EQ(properties.find(':'), std::string_view::npos);
    commands.push_back(
        {std::string(head.substr(0, blank)), unescaped(properties.substr(6)), unescaped(line.substr(second + 2))});
    text.remove_prefix(end + 1);
  }
  return commands;
}

std::string rendered(const Comparison& comparison) { return render_annotations(std::span(&comparison, 1)); }

std::ptrdiff_t count(const std::vector<Command>& commands, std::string_view kind) {
  return std::ranges::count(commands, kind, &Command::kind);
}

TEST(Annotations, have_the_worst_first_and_the_conclusion_as_a_notice) {
  EXPECT_EQ(
      rendered(sample::mixed()),
      "::error title=tensor_ops%3A matmul_large%3A regression severe::time +53.2 %25 [+50.1, +56.6] %25, 12.34 ms "
      "-> 18.91 ms%0Aproven worse: p = 3e-06 after correction\n"
      "::error title=tensor_ops%3A softmax%3A regression minor::allocations +3 [+3, +3], 2 -> 5%0A3 allocations "
      "more, the same in every round\n"
      "::error title=tensor_ops%3A old_kernel%3A missing::in the base only\n"
      "::warning title=tensor_ops%3A warning::the head was built from a work tree with changes\n"
      "::notice title=tensor_ops%3A FAIL::matmul_large is 53.2 %25 slower (severe)%0A2 regressions (1 severe, 1 "
      "minor), 1 improvement (1 moderate), 2 unchanged, 1 inconclusive, 1 new, 1 missing. Gate: minor.\n");
}

TEST(Annotations, below_the_gate_a_regression_is_a_warning) {
  Comparison comparison = sample::mixed();
  comparison.gate = compare::Gate::severe;
  const std::vector<Command> commands = parsed(rendered(comparison));
  EXPECT_EQ(count(commands, "error"), 2);
  EXPECT_EQ(commands[2].kind, "warning");
  EXPECT_EQ(commands[2].title, "tensor_ops: softmax: regression minor");
}

TEST(Annotations, what_repeats_the_time_is_not_said_again) {
  Comparison comparison = sample::mixed();
  comparison.rows[1].repeats_time = true;
  EXPECT_EQ(count(parsed(rendered(comparison)), "error"), 2);
}

TEST(Annotations, an_unanswered_question_is_an_error) {
  Comparison comparison;
  comparison.exit_status = 2;
  comparison.conclusion = "nothing could be judged";
  const std::vector<Command> commands = parsed(rendered(comparison));
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(commands[0].kind, "error");
  EXPECT_EQ(commands[0].title, "unnamed suite: UNDECIDED");
  EXPECT_TRUE(commands[0].message.starts_with("nothing could be judged\n"));
}

TEST(Annotations, are_ten_of_a_kind_at_most_the_last_of_them_for_the_rest) {
  const auto many = [](std::size_t rows) {
    Comparison comparison;
    comparison.exit_status = 1;
    comparison.warnings.assign(rows, "careful");
    for (std::size_t i = 0; i < rows; ++i) {
      auto row = sample::row("b" + std::to_string(i), Verdict::regression, 1, 2, 0.9, 1.1, "slower");
      row.severity = i == rows - 1 ? Severity::severe : Severity::minor;
      comparison.rows.push_back(row);
    }
    return comparison;
  };
  EXPECT_EQ(count(parsed(rendered(many(10))), "error"), 10);
  const std::vector<Command> commands = parsed(rendered(many(1'000)));
  EXPECT_EQ(count(commands, "error"), 10);
  EXPECT_EQ(count(commands, "warning"), 10);
  EXPECT_EQ(commands[0].title, "unnamed suite: b999: regression severe");
  EXPECT_EQ(commands[1].title, "unnamed suite: b0: regression minor");
  EXPECT_EQ(commands[9].title, "and 991 more");
  EXPECT_EQ(commands[19].title, "and 991 more");
}

TEST(Annotations, of_several_suites_share_the_ten) {
  std::vector<Comparison> suites(20, sample::mixed());
  suites[19].rows[0].name = "worst";
  for (std::size_t i = 0; i < 19; ++i) suites[i].rows[0].severity = Severity::minor;
  const std::vector<Command> commands = parsed(render_annotations(suites));
  EXPECT_EQ(count(commands, "error"), 10);
  EXPECT_EQ(count(commands, "notice"), 10);
  EXPECT_EQ(commands[0].title, "tensor_ops: worst: regression severe");
  EXPECT_EQ(render_annotations({}), "");
}

TEST(Annotations, hostile_words_neither_end_a_line_nor_begin_a_command) {
  const std::vector<Command> usual = parsed(rendered(sample::mixed()));
  for (const std::string& name : sample::hostile_names) {
    Comparison comparison = sample::mixed();
    comparison.suite = comparison.conclusion = comparison.warnings[0] = name;
    for (compare::ComparedRow& row : comparison.rows) row.name = row.metric.name = row.metric.unit = row.reason = name;
    const std::vector<Command> commands = parsed(rendered(comparison));
    ASSERT_EQ(commands.size(), usual.size());
    for (std::size_t i = 0; i < commands.size(); ++i) {
      EXPECT_EQ(commands[i].kind, usual[i].kind);
      EXPECT_FALSE(sample::has_ci_command(commands[i].title)) << commands[i].title;
      EXPECT_FALSE(sample::has_ci_command(commands[i].message)) << commands[i].message;
      EXPECT_LT(commands[i].title.size() + commands[i].message.size(), 6'000U);
    }
  }
}

TEST(Annotations, percent_signs_and_properties_survive) {
  Comparison comparison = sample::mixed();
  comparison.rows.resize(1);
  comparison.rows[0].name = "100%0A,a:b";
  const std::string text = rendered(comparison);
  EXPECT_NE(text.find("title=tensor_ops%3A 100%250A%2Ca%3Ab%3A regression severe::"), std::string::npos) << text;
  EXPECT_EQ(parsed(text)[0].title, "tensor_ops: 100%0A,a:b: regression severe");
}

}  // namespace
}  // namespace trackmeet::report
