// SPDX-License-Identifier: Apache-2.0
#include "report/step_summary.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "report/markdown.hpp"
#include "report/plain_text.hpp"
#include "report/sample_comparison.hpp"

namespace trackmeet::report {
namespace {

using compare::Comparison;

std::string rendered(const Comparison& comparison) { return render_step_summary(std::span(&comparison, 1)); }

TEST(StepSummary, is_the_comment_without_its_marker) {
  const Comparison comparison = sample::mixed();
  EXPECT_EQ("<!-- trackmeet:tensor_ops -->\n" + rendered(comparison), render_markdown(comparison));
}

TEST(StepSummary, has_room_for_more_than_a_comment_and_stays_below_what_is_taken) {
  Comparison comparison = sample::mixed();
  comparison.rows.assign(20'000, sample::row("benchmark", compare::Verdict::regression, 1, 2, 0.9, 1.1, "slower"));
  const std::string text = rendered(comparison);
  EXPECT_LT(text.size(), step_summary_limit);
  EXPECT_GT(text.size(), step_summary_limit - 10'000);
  EXPECT_NE(text.find(" of 20000 rows were cut"), std::string::npos);
  EXPECT_LT(render_step_summary(std::span(&comparison, 1), 5'000).size(), 5'000U);
}

TEST(StepSummary, of_several_suites_has_no_marker_either) {
  const std::vector<Comparison> two(2, sample::mixed());
  EXPECT_TRUE(render_step_summary(two).starts_with("### ❌ tensor_ops"));
}

TEST(StepSummary, hostile_words_mark_nothing_up) {
  for (const std::string& name : sample::hostile_names) {
    Comparison comparison = sample::mixed();
    comparison.suite = comparison.conclusion = comparison.rows[0].name = comparison.rows[0].reason = name;
    const std::string text = rendered(comparison);
    for (const char* forbidden : {"<script", "@everyone", "](", "`", "\x1b", "<!--", "-->"})
      EXPECT_EQ(text.find(forbidden), std::string::npos) << forbidden;
    EXPECT_FALSE(sample::has_ci_command(text));
  }
}

}  // namespace
}  // namespace trackmeet::report
