// SPDX-License-Identifier: Apache-2.0
#include "report/wording.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "report/sample_comparison.hpp"

namespace trackmeet::report {
namespace {

using compare::ComparedRow;
using compare::Severity;
using compare::Verdict;

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

TEST(Wording, calls_metrics_by_what_people_call_them) {
  EXPECT_EQ(metric_label("real_time"), "time");
  EXPECT_EQ(metric_label("time"), "'time'") << "somebody's counter";
  EXPECT_EQ(metric_label("cpu_time"), "cpu time");
  EXPECT_EQ(metric_label("peak_rss"), "peak memory");
  EXPECT_EQ(metric_label("allocs_per_iter"), "allocations");
  EXPECT_EQ(metric_label("my\ncounter"), "my\\ncounter");
}

TEST(Wording, a_value_that_is_not_there_is_a_dash) {
  EXPECT_EQ(quantity_text(none, "s"), "-");
  EXPECT_EQ(quantity_text(0.01234, "s"), "12.34 ms");
  EXPECT_EQ(change_text(sample::unpaired("x", Verdict::missing, "")), "-");
  EXPECT_EQ(interval_text(sample::unpaired("x", Verdict::missing, "")), "-");
}

TEST(Wording, intervals_of_ratios_are_per_cent_with_as_many_digits_as_both_ends_deserve) {
  const struct {
    double low;
    double high;
    const char* want;
  } cases[] = {
      {0.501, 0.566, "[+50.1, +56.6] %"}, {-0.0123, 0.0049, "[-1.23, +0.49] %"}, {-0.02, 1.5, "[-2, +150] %"},
      {0, 0, "[0.00, 0.00] %"},           {-0.000001, 0.01, "[0.00, +1.00] %"},  {-0.5, infinite, "[-50.0, +∞] %"},
  };
  for (const auto& [low, high, want] : cases) {
    EXPECT_EQ(interval_text(sample::row("x", Verdict::inconclusive, 1, 1, low, high, "")), want);
  }
}

TEST(Wording, differences_have_the_unit_of_the_metric_and_a_sign) {
  ComparedRow row = sample::row("x", Verdict::regression, 2, 5, 3, 4096, "");
  row.by_difference = true;
  row.change = 3;
  row.metric = sample::allocations_metric;
  EXPECT_EQ(change_text(row), "+3");
  row.metric = sample::memory_metric;
  EXPECT_EQ(change_text(row), "+3.000 B");
  EXPECT_EQ(interval_text(row), "[+3.000 B, +4.000 KiB]");
  row.change = -3;
  row.metric = sample::allocations_metric;
  EXPECT_EQ(change_text(row), "-3");
  row.change = 0;
  EXPECT_EQ(change_text(row), "0");
}

TEST(Wording, only_changes_that_are_proven_have_a_severity) {
  ComparedRow row = sample::row("x", Verdict::regression, 1, 2, 1, 1, "");
  row.severity = Severity::severe;
  EXPECT_EQ(verdict_text(row), "regression severe");
  row.verdict = Verdict::inconclusive;
  EXPECT_EQ(verdict_text(row), "inconclusive");
  row.verdict = Verdict::added;
  EXPECT_EQ(verdict_text(row), "new");
}

TEST(Wording, a_commit_has_seven_digits) {
  EXPECT_EQ(commit_text("1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d", "v1", false), "1a2b3c4");
  EXPECT_EQ(commit_text("1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d", "", true), "1a2b3c4-dirty");
  EXPECT_EQ(commit_text("", "v1.2-dirty", true), "v1.2-dirty");
  EXPECT_EQ(commit_text("", "", true), "unknown commit");
}

TEST(Wording, says_where_the_session_spread_is_known_from) {
  EXPECT_EQ(spread_text({0.02, 0, false}), "session spread: 2.0 % assumed, until five sessions are in store");
  EXPECT_EQ(spread_text({0.013, 7, false}), "session spread: 1.3 %, measured from 7 sessions");
  EXPECT_EQ(spread_text({0, 0, true}),
            "both sides were measured in one session: no shift between sessions to allow for");
}

TEST(Wording, counts_every_verdict_once) {
  EXPECT_EQ(counts_text(sample::mixed()),
            "2 regressions (1 severe, 1 minor), 1 improvement (1 moderate), 2 unchanged, 1 inconclusive, 1 new, "
            "1 missing. Gate: minor.");
  EXPECT_EQ(counts_text({}), "0 regressions. Gate: minor.");
}

TEST(Wording, two_machine_classes_are_both_named) {
  compare::Comparison comparison = sample::mixed();
  EXPECT_EQ(machine_text(comparison), "x86_64-amd-epyc-2c-debian-12");
  comparison.head.machine_class = "aarch64";
  EXPECT_EQ(machine_text(comparison), "x86_64-amd-epyc-2c-debian-12 -> aarch64");
  comparison.base.machine_class.clear();
  EXPECT_EQ(machine_text(comparison), "unknown -> aarch64");
}

TEST(Wording, a_difference_names_both_sides) {
  EXPECT_EQ(difference_text({"compiler", "GNU 12.2.0", ""}), "compiler GNU 12.2.0 -> unknown");
}

TEST(Wording, a_mean_has_its_interval_where_that_is_known) {
  compare::MeanChange mean{"s", sample::time_metric, 22, 0.0123, -0.005, 0.03};
  EXPECT_EQ(mean_text(mean), "time in s: +1.23 % [-0.50, +3.00] % over 22 benchmarks");
  mean.suite.clear();
  EXPECT_EQ(mean_text(mean), "time: +1.23 % [-0.50, +3.00] % over 22 benchmarks");
  mean.interval_low = -std::numeric_limits<double>::infinity();
  mean.interval_high = std::numeric_limits<double>::infinity();
  EXPECT_EQ(mean_text(mean), "time: +1.23 % over 22 benchmarks");
}

TEST(Wording, the_means_of_a_summary_are_those_that_say_something_of_their_own) {
  compare::Comparison comparison;
  const auto add = [&](const char* metric, std::size_t rows) {
    comparison.means.push_back({"s", model::metric_named(metric), rows, 0.1, 0, 0.2});
  };
  add("cpu_time", 9);
  ASSERT_EQ(means_shown(comparison).size(), 1U);
  add("real_time", 9);
  add("items_per_second", 9);
  add("loss", 9);
  add("peak_rss", 9);
  add("instructions", 1);
  const std::vector<compare::MeanChange> means = means_shown(comparison);
  ASSERT_EQ(means.size(), 2U);
  EXPECT_EQ(means[0].metric.name, "real_time");
  EXPECT_EQ(means[1].metric.name, "peak_rss");
  EXPECT_EQ(means[0].suite, "") << "there is only one";
  comparison.means.push_back({"other", model::metric_named("real_time"), 2, 0.1, 0, 0.2});
  EXPECT_EQ(means_shown(comparison).front().suite, "s");
  EXPECT_EQ(means_shown(comparison).back().suite, "other");
}

}  // namespace
}  // namespace trackmeet::report
