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
  policy.rules = {{.match = "matmul*",
                   .metric = "",
                   .slight = {},
                   .minor = 0.05,
                   .moderate = {},
                   .severe = {},
                   .allow_missing = {},
                   .ignore = {}},
                  {.match = "*_large",
                   .metric = "real_time",
                   .slight = {},
                   .minor = 0.30,
                   .moderate = {},
                   .severe = 0.9,
                   .allow_missing = {},
                   .ignore = {}}};
  EXPECT_EQ(bands_for(policy, "matmul_small", "real_time", policy.bands).minor, 0.05);
  EXPECT_EQ(bands_for(policy, "matmul_large", "real_time", policy.bands).minor, 0.30);
  EXPECT_EQ(bands_for(policy, "matmul_large", "real_time", policy.bands).severe, 0.9);
  EXPECT_EQ(bands_for(policy, "matmul_large", "peak_rss", policy.bands).minor, 0.05);
  EXPECT_EQ(bands_for(policy, "softmax", "real_time", policy.bands), policy.bands);
}

TEST(Policy, MissingIsForbiddenUnlessARuleAllowsIt) {
  Policy policy;
  EXPECT_FALSE(may_be_missing(policy, "old"));
  policy.rules.push_back({.match = "old*",
                          .metric = "",
                          .slight = {},
                          .minor = {},
                          .moderate = {},
                          .severe = {},
                          .allow_missing = true,
                          .ignore = {}});
  EXPECT_TRUE(may_be_missing(policy, "old"));
  EXPECT_FALSE(may_be_missing(policy, "new"));
  EXPECT_FALSE(is_ignored(policy, "old", "real_time"));
}

TEST(Policy, InstructionsHaveAThresholdOfTheirOwnAndTheOtherBandsOfAll) {
  Policy policy;
  policy.bands.minor = 0.05;
  EXPECT_EQ(ratio_bands(policy, "instructions"), (Bands{0.001, 0.05, 0.2, 0.5}));
  EXPECT_EQ(ratio_bands(policy, "max_bytes_used"), policy.bands);
  policy.bands.slight = 0.0005;
  EXPECT_EQ(ratio_bands(policy, "instructions").slight, 0.0005) << "who wants to hear of less does";
}

}  // namespace
}  // namespace trackmeet::compare
