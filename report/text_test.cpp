// SPDX-License-Identifier: Apache-2.0
#include "report/text.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <locale>

#include "report/plain_text.hpp"
#include "report/sample_comparison.hpp"

namespace trackmeet::report {
namespace {

TextOptions wide(std::size_t width) {
  TextOptions options;
  options.width = width;
  return options;
}

TEST(Text, a_wide_terminal_has_everything_in_one_line) {
  EXPECT_EQ(
      render_text(sample::mixed(), wide(180)),
      "tensor_ops   base 1a2b3c4 (3 sessions, 2026-11-20)  ->  head 9f8e7d6-dirty (2026-11-21)   on "
      "x86_64-amd-epyc-2c-debian-12\n"
      "  differs: compiler GNU 12.2.0 -> GNU 13.1.0\n"
      "  session spread: 2.0 % assumed, until five sessions are in store\n"
      "\n"
      "benchmark     metric            base       head   change     95 % interval  verdict               why\n"
      "matmul_large  time          12.34 ms   18.91 ms  +53.2 %  [+50.1, +56.6] %  regression severe     proven worse: "
      "p = 3e-06 after correction\n"
      "softmax       allocations          2          5       +3          [+3, +3]  regression minor      3 allocations "
      "more, the same in every round\n"
      "old_kernel    time                 -          -        -                 -  missing               in the base "
      "only\n"
      "softmax       peak memory  1.000 MiB  1.030 MiB  +3.00 %  [-2.10, +8.30] %  inconclusive          the interval "
      "reaches beyond 10 %: about 8 more rounds would decide\n"
      "conv2d        time          4.200 ms   3.000 ms  -28.6 %  [-31.0, -26.0] %  improvement moderate  proven "
      "better: "
      "p = 2e-05 after correction\n"
      "new_kernel    time                 -          -        -                 -  new                   in the head "
      "only\n"
      "2 unchanged, not listed\n"
      "\n"
      "2 regressions (1 severe, 1 minor), 1 improvement (1 moderate), 2 unchanged, 1 inconclusive, 1 new, 1 missing. "
      "Gate: minor.\n"
      "FAIL: matmul_large is 53.2 % slower (severe)\n"
      "  warning: the head was built from a work tree with changes\n");
}

TEST(Text, eighty_columns_have_interval_and_reason_below_the_row) {
  EXPECT_EQ(render_text(sample::mixed(), wide(80)),
            "tensor_ops   on x86_64-amd-epyc-2c-debian-12\n"
            "  base 1a2b3c4 (3 sessions, 2026-11-20)  ->  head 9f8e7d6-dirty (2026-11-21)\n"
            "  differs: compiler GNU 12.2.0 -> GNU 13.1.0\n"
            "  session spread: 2.0 % assumed, until five sessions are in store\n"
            "\n"
            "benchmark     metric            base       head   change  verdict\n"
            "matmul_large  time          12.34 ms   18.91 ms  +53.2 %  regression severe\n"
            "    [+50.1, +56.6] %; proven worse: p = 3e-06 after correction\n"
            "softmax       allocations          2          5       +3  regression minor\n"
            "    3 allocations more, the same in every round\n"
            "old_kernel    time                 -          -        -  missing\n"
            "    in the base only\n"
            "softmax       peak memory  1.000 MiB  1.030 MiB  +3.00 %  inconclusive\n"
            "    [-2.10, +8.30] %\n"
            "    the interval reaches beyond 10 %: about 8 more rounds would decide\n"
            "conv2d        time          4.200 ms   3.000 ms  -28.6 %  improvement moderate\n"
            "    [-31.0, -26.0] %; proven better: p = 2e-05 after correction\n"
            "new_kernel    time                 -          -        -  new\n"
            "    in the head only\n"
            "2 unchanged, not listed\n"
            "\n"
            "2 regressions (1 severe, 1 minor), 1 improvement (1 moderate), 2 unchanged,\n"
            "  1 inconclusive, 1 new, 1 missing. Gate: minor.\n"
            "FAIL: matmul_large is 53.2 % slower (severe)\n"
            "  warning: the head was built from a work tree with changes\n");
}

TEST(Text, sixty_columns_have_the_values_below_the_row_too) {
  compare::Comparison comparison = sample::mixed();
  comparison.rows.resize(2);
  comparison.rows.push_back(comparison.rows[0]);
  comparison.rows[2].verdict = compare::Verdict::missing;
  comparison.rows[2].reason = "in the base only";
  comparison.rows[2].head = comparison.rows[2].change = std::numeric_limits<double>::quiet_NaN();
  comparison.rows[1].reason = "2 -> 5, in every round";
  const std::string text = render_text(comparison, wide(60));
  EXPECT_NE(text.find("benchmark     metric        change  verdict\n"
                      "matmul_large  time         +53.2 %  regression severe\n"
                      "    12.34 ms -> 18.91 ms; [+50.1, +56.6] %\n"
                      "    proven worse: p = 3e-06 after correction\n"
                      "softmax       allocations       +3  regression minor\n"
                      "    2 -> 5, in every round\n"
                      "matmul_large  time               -  missing\n"
                      "    base 12.34 ms; in the base only\n"),
            std::string::npos)
      << text;
}

TEST(Text, nothing_but_unchanged_rows_needs_no_table) {
  compare::Comparison comparison = sample::mixed();
  comparison.rows.erase(comparison.rows.begin(), comparison.rows.begin() + 6);
  comparison.differences.clear();
  comparison.warnings.clear();
  comparison.spread.same_session = true;
  comparison.exit_status = 0;
  comparison.conclusion = "no regression at or above minor";
  EXPECT_EQ(render_text(comparison, wide(100)),
            "tensor_ops   on x86_64-amd-epyc-2c-debian-12\n"
            "  base 1a2b3c4 (3 sessions, 2026-11-20)  ->  head 9f8e7d6-dirty (2026-11-21)\n"
            "  both sides were measured in one session: no shift between sessions to allow for\n"
            "\n"
            "2 unchanged\n"
            "\n"
            "0 regressions, 2 unchanged. Gate: minor.\n"
            "PASS: no regression at or above minor\n");
}

TEST(Text, unchanged_rows_are_listed_when_asked_for) {
  TextOptions options = wide(100);
  EXPECT_EQ(render_text(sample::mixed(), options).find("sigmoid"), std::string::npos);
  options.show_unchanged = true;
  const std::string text = render_text(sample::mixed(), options);
  EXPECT_NE(text.find("sigmoid"), std::string::npos);
  EXPECT_EQ(text.find("not listed"), std::string::npos);
}

TEST(Text, of_very_many_rows_the_worst_are_listed_and_the_rest_is_counted) {
  compare::Comparison comparison = sample::mixed();
  comparison.rows.resize(1);
  comparison.rows.resize(10'003, comparison.rows[0]);
  comparison.rows.back().name = "the_last_one";
  TextOptions options = wide(100);
  const std::string text = render_text(comparison, options);
  EXPECT_NE(text.find("\n3 more rows not listed: --all lists every row, and every other format has them\n"),
            std::string::npos);
  EXPECT_EQ(text.find("the_last_one"), std::string::npos);
  options.show_unchanged = true;
  const std::string all = render_text(comparison, options);
  EXPECT_EQ(all.find("not listed"), std::string::npos);
  EXPECT_NE(all.find("the_last_one"), std::string::npos);
}

TEST(Text, no_line_is_wider_than_the_terminal) {
  compare::Comparison comparison = sample::mixed();
  comparison.rows[0].name = "BM_Softmax<float>/512/512/real_time/threads:2/with/a/long/tail";
  comparison.rows[1].reason = std::string(300, 'r');
  comparison.differences.push_back({"flags", std::string(100, 'f'), "-O2"});
  for (const std::size_t width : {60U, 72U, 80U, 100U, 120U, 200U}) {
    EXPECT_LE(sample::widest_line(render_text(comparison, wide(width))), width);
  }
}

TEST(Text, a_name_that_is_shortened_stands_below_in_full) {
  compare::Comparison comparison = sample::mixed();
  const std::string name = "BM_Softmax<float>/512/512/real_time/threads:2";
  comparison.rows[0].name = name;
  EXPECT_NE(render_text(comparison, wide(80)).find("\n    " + name), std::string::npos);
  EXPECT_EQ(render_text(comparison, wide(200)).find("\n    " + name), std::string::npos);
}

TEST(Text, colours_say_what_the_words_say) {
  TextOptions options = wide(120);
  const std::string plain = render_text(sample::mixed(), options);
  options.colour = UseColour::yes;
  const std::string bright = render_text(sample::mixed(), options);
  EXPECT_EQ(sample::without_colours(bright), plain);
  EXPECT_EQ(plain.find('\x1b'), std::string::npos);
  EXPECT_NE(bright.find("\x1b[31mregression severe\x1b[0m"), std::string::npos);
  EXPECT_NE(bright.find("\x1b[32mimprovement moderate\x1b[0m"), std::string::npos);
  EXPECT_NE(bright.find("\x1b[33minconclusive\x1b[0m"), std::string::npos);
  EXPECT_NE(bright.find("\x1b[31mFAIL: "), std::string::npos);
}

TEST(Text, what_a_failed_benchmark_said_stands_below_line_by_line) {
  compare::Comparison comparison;
  comparison.rows = {
      sample::unpaired("BM_Broken", compare::Verdict::failed, "crash: signal 11\n::error::x\n  what(): bad")};
  comparison.exit_status = 2;
  comparison.conclusion = "1 benchmark failed";
  EXPECT_EQ(render_text(comparison, wide(120)),
            "unnamed suite   base unknown commit  ->  head unknown commit\n"
            "  session spread: 0.0 % assumed, until five sessions are in store\n"
            "\n"
            "benchmark  metric  base  head  change  95 % interval  verdict  why\n"
            "BM_Broken  time       -     -       -              -  failed   crash: signal 11\n"
            "    | \\x3a:error::x\n"
            "    | what(): bad\n"
            "\n"
            "0 regressions, 1 failed. Gate: minor.\n"
            "UNDECIDED: 1 benchmark failed\n");
}

struct DecimalComma : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

TEST(Text, a_locale_with_decimal_comma_changes_nothing) {
  const std::string before = render_text(sample::mixed(), wide(120));
  const std::locale old = std::locale::global(std::locale(std::locale::classic(), new DecimalComma));
  const std::string after = render_text(sample::mixed(), wide(120));
  std::locale::global(old);
  EXPECT_EQ(before, after);
}

TEST(Text, hostile_words_neither_forge_lines_nor_reach_the_terminal) {
  for (const std::string& name : sample::hostile_names) {
    compare::Comparison comparison = sample::mixed();
    comparison.suite = comparison.conclusion = comparison.base.commit = comparison.head.machine_class = name;
    comparison.head.commit.clear();
    comparison.head.describe = comparison.head.timestamp = name;
    comparison.rows[0].name = comparison.rows[0].reason = comparison.rows[3].metric.name = name;
    comparison.rows[3].metric.unit = comparison.rows[1].metric.unit = name;
    comparison.differences = {{name, name, name}};
    comparison.warnings = {name};
    for (const std::size_t width : {60U, 80U, 120U}) {
      const std::string text = render_text(comparison, wide(width));
      EXPECT_EQ(text.find_first_of("\x1b\r\t"), std::string::npos);
      EXPECT_EQ(text.find('\0'), std::string::npos);
      EXPECT_EQ(text.find("\nPASS"), std::string::npos);
      EXPECT_FALSE(sample::has_ci_command(text)) << text;
      EXPECT_LT(text.size(), 20'000U);
    }
  }
}

TEST(Text, an_empty_comparison_still_has_its_conclusion) {
  compare::Comparison comparison;
  comparison.exit_status = 2;
  comparison.conclusion = "nothing could be judged";
  EXPECT_EQ(render_text(comparison, wide(100)),
            "unnamed suite   base unknown commit  ->  head unknown commit\n"
            "  session spread: 0.0 % assumed, until five sessions are in store\n"
            "\n"
            "0 regressions. Gate: minor.\n"
            "UNDECIDED: nothing could be judged\n");
}

TEST(Text, rows_that_repeat_the_time_are_counted_nowhere_and_listed_when_asked_for) {
  compare::Comparison comparison = sample::mixed();
  comparison.rows.push_back(comparison.rows[0]);
  comparison.rows.back().metric = model::metric_named("cpu_time");
  comparison.rows.back().repeats_time = true;
  comparison.means = {{"tensor_ops", sample::time_metric, 4, 0.02, -0.01, 0.05}};
  const std::string text = render_text(comparison, wide(120));
  EXPECT_EQ(text.find("cpu time"), std::string::npos) << text;
  EXPECT_NE(text.find("\n1 row that only repeats the time, not listed\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\ngeometric mean of time: +2.00 % [-1.00, +5.00] % over 4 benchmarks\n"), std::string::npos)
      << text;
  EXPECT_NE(text.find("2 regressions (1 severe, 1 minor)"), std::string::npos) << text;
  TextOptions all = wide(120);
  all.show_unchanged = true;
  EXPECT_NE(render_text(comparison, all).find("cpu time"), std::string::npos);
}

}  // namespace
}  // namespace trackmeet::report
