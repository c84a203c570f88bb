// SPDX-License-Identifier: Apache-2.0
#include "report/self_check.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace trackmeet::report {
namespace {

compare::ComparedRow row(const char* name, const char* metric, double change, double low, double high) {
  compare::ComparedRow made;
  made.name = name;
  made.metric = {metric, "s", model::Better::lower, model::Kind::sampled};
  made.base = made.head = 0.012;
  made.base_rounds = made.head_rounds = 10;
  made.change = change;
  made.interval_low = low;
  made.interval_high = high;
  return made;
}

TEST(SelfCheck, lists_the_times_that_are_told_worst_first_and_sums_up) {
  compare::Comparison comparison;
  comparison.rows = {row("steady", "real_time", 0.001, -0.01, 0.01), row("moody", "real_time", -0.02, -0.12, 0.08),
                     row("steady", "peak_rss", 0, -0.5, 0.5)};
  EXPECT_EQ(render_self_check(comparison, {}),
            "benchmark      time  seemed to change  can be told\n"
            "moody      12.00 ms           -2.00 %     +-10.0 %\n"
            "steady     12.00 ms           +0.10 %      +-1.0 %\n"
            "\n"
            "10 rounds against 10 tell a build from itself to within +-1.0 % for half of the benchmarks, and to\n"
            "within +-10.0 % for all of them.\n");
}

TEST(SelfCheck, says_when_there_is_nothing_to_say) {
  compare::Comparison comparison;
  constexpr double unknown = std::numeric_limits<double>::infinity();
  comparison.rows = {row("short", "real_time", 0, -unknown, unknown)};
  EXPECT_EQ(render_self_check(comparison, {}), "There were too few rounds to say what this machine can tell apart.\n");
}

TEST(SelfCheck, hostile_names_stay_words) {
  compare::Comparison comparison;
  comparison.rows = {row("\x1b[2J\nevil", "real_time", 0, -0.1, 0.1)};
  EXPECT_EQ(render_self_check(comparison, {}).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace trackmeet::report
