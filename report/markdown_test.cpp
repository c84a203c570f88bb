// SPDX-License-Identifier: Apache-2.0
#include "report/markdown.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "report/plain_text.hpp"
#include "report/sample_comparison.hpp"

namespace trackmeet::report {
namespace {

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(Markdown, has_the_conclusion_first_and_the_unchanged_folded_away) {
  compare::Comparison comparison = sample::mixed();
  comparison.rows.erase(comparison.rows.begin() + 2, comparison.rows.begin() + 7);
  EXPECT_EQ(
      render_markdown(comparison),
      "<!-- trackmeet:tensor_ops -->\n"
      "### ❌ tensor_ops: matmul_large is 53.2 % slower (severe)\n"
      "\n"
      "Base <code>1a2b3c4</code> (3 sessions, 2026-11-20) → head <code>9f8e7d6-dirty</code> (2026-11-21) on "
      "<code>x86_64-amd-epyc-2c-debian-12</code>. 2 regressions (1 severe, 1 minor), 1 unchanged. Gate: minor.\n"
      "\n"
      "session spread: 2.0 % assumed, until five sessions are in store\n"
      "\n"
      "| benchmark | metric | base | head | change | 95 % interval | verdict | why |\n"
      "|:--|:--|--:|--:|--:|:--|:--|:--|\n"
      "| <code>matmul_large</code> | time | 12.34 ms | 18.91 ms | **+53.2 %** | [+50.1, +56.6] % | **regression "
      "severe** | proven worse: p = 3e-06 after correction |\n"
      "| <code>softmax</code> | allocations | 2 | 5 | **+3** | &#91;+3, +3&#93; | **regression minor** | 3 "
      "allocations more, the same in every round |\n"
      "\n"
      "- ⚠️ the head was built from a work tree with changes\n"
      "\n"
      "What differs between the sides:\n"
      "\n"
      "- compiler: <code>GNU 12.2.0</code> → <code>GNU 13.1.0</code>\n"
      "\n"
      "<details><summary>1 unchanged</summary>\n"
      "\n"
      "| benchmark | metric | base | head | change | 95 % interval | verdict | why |\n"
      "|:--|:--|--:|--:|--:|:--|:--|:--|\n"
      "| <code>sigmoid</code> | time | 2.000 ms | 1.990 ms | -0.50 % | [-2.00, +1.00] % | unchanged | shown equal "
      "within 10 % |\n"
      "\n"
      "</details>\n");
}

TEST(Markdown, the_sign_follows_the_exit_status) {
  compare::Comparison comparison = sample::mixed();
  comparison.exit_status = 0;
  EXPECT_TRUE(contains(render_markdown(comparison), "### ✅ "));
  comparison.exit_status = 2;
  EXPECT_TRUE(contains(render_markdown(comparison), "### ❔ "));
}

TEST(Markdown, the_marker_cannot_be_closed_by_the_name_of_a_suite) {
  EXPECT_EQ(markdown_marker("tensor_ops"), "<!-- trackmeet:tensor_ops -->");
  EXPECT_EQ(markdown_marker("a-b/c.d"), "<!-- trackmeet:a-b/c.d -->");
  EXPECT_EQ(markdown_marker("x--> <b>\n"), "<!-- trackmeet:x-%2d%3e%20%3cb%3e%0a -->");
  EXPECT_NE(markdown_marker("a b"), markdown_marker("a%20b"));
  EXPECT_LT(markdown_marker(std::string(10'000, '\n')).size(), 1'000U);
}

TEST(Markdown, foreign_words_stay_words) {
  const struct {
    const char* in;
    const char* text;
    const char* code;
  } cases[] = {
      {"a|b", "a&#124;b", "<code>a&#124;b</code>"},
      {"`x`", "&#96;x&#96;", "<code>&#96;x&#96;</code>"},
      {"<script>", "&#60;script&#62;", "<code>&#60;script&#62;</code>"},
      {"hi @all", "hi &#64;&#8203;all", "<code>hi &#64;all</code>"},
      {"see #12", "see &#35;&#8203;12", "<code>see &#35;12</code>"},
      {"https://x.y", "https:&#8203;//x.y", "<code>https:&#8203;//x.y</code>"},
      {"www.x.y", "w&#8203;ww.x.y", "<code>w&#8203;ww.x.y</code>"},
      {"real_time _x_ **b**", "real_time &#95;x&#95; &#42;&#42;b&#42;&#42;",
       "<code>real_time &#95;x&#95; &#42;&#42;b&#42;&#42;</code>"},
      {"a\nb\x1b", "a&#92;nb&#92;x1b", "<code>a&#92;nb&#92;x1b</code>"},
      {"ns::f: 1.5 %", "ns::f: 1.5 %", "<code>ns::f: 1.5 %</code>"},
      {"", "", ""},
  };
  for (const auto& [in, text, code] : cases) {
    EXPECT_EQ(markdown_text(in), text);
    EXPECT_EQ(markdown_code(in), code);
  }
}

TEST(Markdown, hostile_words_neither_mark_up_nor_mention_nor_break_the_table) {
  const auto lines = [](const std::string& text) { return std::count(text.begin(), text.end(), '\n'); };
  for (const std::string& name : sample::hostile_names) {
    compare::Comparison comparison = sample::mixed();
    comparison.suite = comparison.conclusion = comparison.base.commit = comparison.head.machine_class = name;
    comparison.rows[0].name = comparison.rows[3].metric.name = comparison.rows[3].metric.unit = name;
    comparison.rows[1].metric.unit = comparison.warnings[0] = name;
    comparison.differences = {{name, name, name}};
    const std::string text = render_markdown(comparison);
    EXPECT_EQ(lines(text), lines(render_markdown(sample::mixed()))) << text;
    for (const char* forbidden : {"<script", "@everyone", "#1 ", "](", "`", "\x1b", "\r", "\u202e", "://", "**b**"}) {
      EXPECT_FALSE(contains(text, forbidden)) << forbidden;
    }
    EXPECT_FALSE(sample::has_ci_command(text));
    EXPECT_EQ(text.find("-->"), text.find('\n') - 3) << "the marker alone ends a comment";
    EXPECT_EQ(text.find("-->", text.find('\n')), std::string::npos);
  }
}

TEST(Markdown, the_lines_that_a_failed_benchmark_printed_stay_in_their_cell) {
  compare::Comparison comparison;
  comparison.rows = {sample::unpaired("x", compare::Verdict::failed, "crash: signal 11\nline | two")};
  EXPECT_TRUE(contains(render_markdown(comparison), "| crash: signal 11<br>line &#124; two |\n"));
}

TEST(Markdown, stays_below_the_limit_however_much_there_is_and_says_what_was_cut) {
  const struct {
    const char* what;
    std::string name;
    compare::Verdict verdict;
    const char* thing;
  } cases[] = {
      {"many rows", "benchmark", compare::Verdict::regression, " of 20000 rows were cut"},
      {"many long names", std::string(1'000, '|'), compare::Verdict::inconclusive, " of 20000 rows were cut"},
      {"many unchanged", "benchmark", compare::Verdict::unchanged, " of 20000 unchanged rows were cut"},
  };
  for (const auto& [what, name, verdict, thing] : cases) {
    SCOPED_TRACE(what);
    compare::Comparison comparison = sample::mixed();
    comparison.rows.assign(20'000, sample::row(name, verdict, 1, 2, 0.9, 1.1, name));
    comparison.differences.assign(1'000, {name, name, name});
    comparison.warnings.assign(1'000, name);
    comparison.suite = comparison.conclusion = comparison.head.machine_class = name;
    const std::string text = render_markdown(comparison);
    EXPECT_LT(text.size(), markdown_limit);
    EXPECT_TRUE(contains(text, thing));
    EXPECT_TRUE(contains(text, " of 1000 warnings were cut"));
    EXPECT_TRUE(contains(text, " of 1000 differences were cut"));
  }
}

TEST(Markdown, room_that_is_there_is_used) {
  compare::Comparison comparison = sample::mixed();
  comparison.rows.assign(20'000, sample::row("benchmark", compare::Verdict::regression, 1, 2, 0.9, 1.1, "slower"));
  EXPECT_GT(render_markdown(comparison).size(), markdown_limit - 1'000);
}

TEST(Markdown, several_suites_are_one_comment_the_worst_first) {
  std::vector<compare::Comparison> suites(3, sample::mixed());
  suites[0].exit_status = 0;
  suites[1].exit_status = 2;
  suites[0].suite = "fine";
  suites[1].suite = "unclear";
  suites[2].suite = "slower";
  const std::string text = render_markdown(suites);
  EXPECT_TRUE(text.starts_with("<!-- trackmeet:* -->\n### ❌ slower: ")) << text;
  EXPECT_LT(text.find("\n\n### ❔ unclear"), text.find("\n\n### ✅ fine"));
  EXPECT_TRUE(text.ends_with("\n</details>\n"));
  EXPECT_EQ(text.find("<!--", 5), std::string::npos) << "one marker";
  EXPECT_NE(markdown_marker("*"), "<!-- trackmeet:* -->") << "no suite has the marker of several";
}

TEST(Markdown, several_large_suites_share_the_room_and_say_what_was_cut) {
  std::vector<compare::Comparison> suites(8, sample::mixed());
  for (std::size_t i = 0; i < suites.size(); ++i) {
    suites[i].suite = "suite" + std::to_string(i);
    suites[i].exit_status = i == 3 ? 1 : 0;
    if (i > 1) suites[i].rows.assign(5'000, sample::row("x", compare::Verdict::regression, 1, 2, 0.9, 1.1, "slower"));
  }
  const std::string text = render_markdown(suites);
  EXPECT_LT(text.size(), markdown_limit);
  EXPECT_GT(text.size(), markdown_limit - 5'000);
  for (const auto& suite : suites) EXPECT_TRUE(contains(text, " " + suite.suite + ": ")) << suite.suite;
  const auto rows = [&](std::string_view suite) {
    const std::size_t begin = text.find(fmt::format(" {}: ", suite));
    const std::string part = text.substr(begin, text.find("\n### ", begin) - begin);
    return std::count(part.begin(), part.end(), '\n');
  };
  EXPECT_GT(rows("suite3"), rows("suite4")) << "the worst gets what the small ones leave";
}

TEST(Markdown, more_suites_than_a_comment_can_hold_are_cut_and_counted) {
  std::vector<compare::Comparison> suites(2'000, sample::mixed());
  const std::string text = render_markdown(suites);
  EXPECT_LT(text.size(), markdown_limit);
  EXPECT_TRUE(contains(text, " of 2000 suites were cut"));
}

TEST(Markdown, hostile_words_in_several_suites_keep_within_the_limit) {
  for (const std::string& name : sample::hostile_names) {
    std::vector<compare::Comparison> suites(7, sample::mixed());
    for (compare::Comparison& comparison : suites) {
      comparison.suite = comparison.conclusion = comparison.base.commit = comparison.head.machine_class = name;
      comparison.rows.assign(3'000, sample::row(name, compare::Verdict::inconclusive, 1, 2, 0.9, 1.1, name));
      comparison.warnings.assign(100, name);
      comparison.differences.assign(100, {name, name, name});
    }
    const std::string text = render_markdown(suites);
    EXPECT_LT(text.size(), markdown_limit);
    EXPECT_FALSE(contains(text, "<script"));
    EXPECT_FALSE(sample::has_ci_command(text));
    EXPECT_EQ(text.find("-->"), text.find('\n') - 3);
  }
}

}  // namespace
}  // namespace trackmeet::report
