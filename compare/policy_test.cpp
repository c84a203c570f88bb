// SPDX-License-Identifier: Apache-2.0
#include "compare/policy.hpp"

#include <gtest/gtest.h>

#include <string>

namespace trackmeet::compare {
namespace {

TEST(Policy, GlobsMatchAsAShellWould) {
  const struct {
    const char *pattern, *name;
    bool want;
  } cases[] = {
      {"*", "", true},
      {"", "", true},
      {"", "a", false},
      {"matmul*", "matmul_large", true},
      {"matmul*", "xmatmul", false},
      {"*large", "matmul_large", true},
      {"a*b*c", "a__b__c", true},
      {"a*b*c", "a__c__b", false},
      {"?at", "cat", true},
      {"?at", "at", false},
      {"a.c", "abc", false},
      {"**", "anything", true},
      {"*a", "aaab", false},
      {"[x]", "[x]", true},
  };
  for (const auto& c : cases) EXPECT_EQ(matches(c.pattern, c.name), c.want) << c.pattern << " on " << c.name;
}

TEST(Policy, AHostilePatternCostsNoMoreThanItsLengthTimesTheNames) {
  std::string stars;
  for (int i = 0; i < 2000; ++i) stars += "*a";
  EXPECT_FALSE(matches(stars + "b", std::string(20'000, 'a')));
}

TEST(Policy, LaterRulesWinAndOnlyWhereTheyMatch) {
  Policy policy;
  policy.rules = {{.match = "matmul*", .metric = "", .edges = {.minor = 0.05}, .allow_missing = {}, .ignore = {}},
                  {.match = "*_large",
                   .metric = "real_time",
                   .edges = {.minor = 0.30, .severe = 0.9},
                   .allow_missing = {},
                   .ignore = {}}};
  EXPECT_EQ(bands_for(policy, "matmul_small", model::metric_named("real_time")).minor, 0.05);
  EXPECT_EQ(bands_for(policy, "matmul_large", model::metric_named("real_time")).minor, 0.30);
  EXPECT_EQ(bands_for(policy, "matmul_large", model::metric_named("real_time")).severe, 0.9);
  EXPECT_EQ(bands_for(policy, "matmul_large", model::metric_named("peak_rss")).minor, 0.05);
  EXPECT_EQ(bands_for(policy, "softmax", model::metric_named("real_time")), policy.bands);
}

TEST(Policy, MissingIsForbiddenUnlessARuleAllowsIt) {
  Policy policy;
  EXPECT_FALSE(may_be_missing(policy, "old"));
  policy.rules.push_back({.match = "old*", .metric = "", .edges = {}, .allow_missing = true, .ignore = {}});
  EXPECT_TRUE(may_be_missing(policy, "old"));
  EXPECT_FALSE(may_be_missing(policy, "new"));
  EXPECT_FALSE(is_ignored(policy, "old", "real_time"));
}

TEST(Policy, AnEdgeThatARuleSetsMovesThoseThatItPasses) {
  Policy policy;
  policy.rules.resize(2);
  policy.rules[0].edges = {.minor = 0.05, .moderate = 0.08};
  policy.rules[1].match = "x";
  policy.rules[1].edges = {.minor = 0.15};
  const model::Metric time = model::metric_named("real_time");
  EXPECT_EQ(bands_for(policy, "y", time), (Bands{0.01, 0.05, 0.08, 0.5}));
  EXPECT_EQ(bands_for(policy, "x", time), (Bands{0.01, 0.15, 0.15, 0.5})) << "nothing below a minor change is moderate";
  policy.rules[1].edges = {.severe = 0.004};
  EXPECT_EQ(bands_for(policy, "x", time), (Bands{0.004, 0.004, 0.004, 0.004}));
}

TEST(Policy, RulesInPerCentSayNothingOfMetricsWithBandsOfTheirOwn) {
  Policy policy;
  policy.rules.resize(1);
  policy.rules[0].edges = {.minor = 0.15};  // as a configuration's 15
  const model::Metric allocations = model::metric_named("allocs_per_iter");
  model::Metric accuracy = model::metric_named("accuracy");
  accuracy.kind = model::Kind::exact;
  EXPECT_EQ(bands_for(policy, "x", allocations), (Bands{0.01, 0.5, 8, 64}));
  policy.rules[0].metric = "allocs_per_iter";
  EXPECT_EQ(bands_for(policy, "x", allocations), (Bands{0.01, 15, 15, 64})) << "fifteen allocations";
  policy.rules[0] = {.metric = "accuracy", .edges = {.minor = 0.01}};
  EXPECT_DOUBLE_EQ(bands_for(policy, "x", accuracy).minor, 0.01) << "one percentage point";
  accuracy.kind = model::Kind::sampled;
  EXPECT_EQ(own_bands(policy, accuracy), nullptr) << "what varies is compared by ratio";
}

TEST(Policy, InstructionsHaveAThresholdOfTheirOwnAndTheOtherBandsOfAll) {
  Policy policy;
  policy.bands.minor = 0.05;
  const model::Metric instructions = model::metric_named("instructions");
  ASSERT_EQ(instructions.kind, model::Kind::exact);
  EXPECT_EQ(bands_for(policy, "x", instructions), (Bands{0.001, 0.05, 0.2, 0.5}));
  EXPECT_EQ(bands_for(policy, "x", model::metric_named("max_bytes_used")), policy.bands);
  policy.bands.slight = 0.0005;
  EXPECT_EQ(bands_for(policy, "x", instructions).slight, 0.0005) << "who wants to hear of less does";
}

}  // namespace
}  // namespace trackmeet::compare
