// SPDX-License-Identifier: Apache-2.0
#include "compare/unknown_metrics.hpp"

#include <gtest/gtest.h>

namespace trackmeet::compare {
namespace {

std::vector<std::string> warnings_of(const Policy& policy) {
  model::Run base;
  base.metrics = {model::metric_named("real_time")};
  model::Run head;
  head.metrics = {model::metric_named("rows"), model::metric_named("real_time")};
  return unknown_metrics(policy, {&base, &head});
}

TEST(UnknownMetrics, AreWarnedOfWhereTheyAreMistyped) {
  Policy policy;
  policy.metrics = {"real_time", "rws"};
  policy.rules.resize(2);
  policy.rules[0].metric = "real_tim";
  EXPECT_EQ(warnings_of(policy),
            (std::vector<std::string>{
                "the configuration names the metric 'real_tim', which neither side has; did you mean 'real_time'?",
                "the configuration names the metric 'rws', which neither side has; did you mean 'rows'?"}));
}

TEST(UnknownMetrics, OfOtherSuitesAreNoMistake) {
  Policy policy;
  policy.metrics = {"real_time", "peak_rss"};
  policy.rules.resize(1);
  policy.rules[0].metric = "cache_misses";
  EXPECT_EQ(warnings_of(policy), std::vector<std::string>{});
}

TEST(UnknownMetrics, LeaveNothingToJudgeIfThereAreNoOthers) {
  Policy policy;
  policy.metrics = {"peak_rss"};
  EXPECT_EQ(warnings_of(policy),
            std::vector<std::string>{"neither side has a metric that is to be judged; there are real_time, rows"});
}

}  // namespace
}  // namespace trackmeet::compare
