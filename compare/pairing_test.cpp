// SPDX-License-Identifier: Apache-2.0
#include "compare/pairing.hpp"

#include <gtest/gtest.h>

#include "compare/sample_runs.hpp"

namespace trackmeet::compare {
namespace {

TEST(Pairing, KeepsTheBaselinesOrderAndPutsNewOnesLast) {
  model::Run base = blank_run();
  add_rounds(base, "b", "real_time", {1});
  add_rounds(base, "a", "real_time", {2});
  model::Run head = blank_run();
  add_rounds(head, "new", "real_time", {3});
  add_rounds(head, "a", "real_time", {4});
  const std::vector<Pair> pairs = pair_up({&base}, head, {"real_time"});
  ASSERT_EQ(pairs.size(), 3U);
  EXPECT_EQ(pairs[0].benchmark, "b");
  EXPECT_TRUE(pairs[0].head.empty());
  EXPECT_EQ(pairs[1].benchmark, "a");
  EXPECT_EQ(pairs[1].base, std::vector<double>{2});
  EXPECT_EQ(pairs[1].head, std::vector<double>{4});
  EXPECT_EQ(pairs[2].benchmark, "new");
  EXPECT_TRUE(pairs[2].base.empty());
}

TEST(Pairing, JoinsTheSessionsOfABaseline) {
  model::Run first = blank_run();
  add_rounds(first, "a", "real_time", {1, 2});
  model::Run second = blank_run();
  add_rounds(second, "a", "real_time", {3});
  const std::vector<Pair> pairs = pair_up({&first, &second}, blank_run(), {"real_time"});
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(pairs[0].base, (std::vector<double>{1, 2, 3}));
}

TEST(Pairing, TakesOnlyTheMetricsAskedForInTheirOrder) {
  model::Run run = blank_run();
  add_rounds(run, "a", "cpu_time", {1});
  add_rounds(run, "a", "peak_rss", {2});
  add_rounds(run, "a", "real_time", {3});
  const std::vector<Pair> pairs = pair_up({&run}, run, {"real_time", "peak_rss"});
  ASSERT_EQ(pairs.size(), 2U);
  EXPECT_EQ(pairs[0].metric.name, "real_time");
  EXPECT_EQ(pairs[1].metric.name, "peak_rss");
}

TEST(Pairing, TheHeadsWordOnAMetricCounts) {
  model::Run base = blank_run();
  add_rounds(base, "a", "speed", {1});
  model::Run head = blank_run();
  add_rounds(head, "a", "speed", {1});
  head.metrics[0].better = model::Better::higher;
  EXPECT_EQ(pair_up({&base}, head, {"speed"}).at(0).metric.better, model::Better::higher);
}

}  // namespace
}  // namespace trackmeet::compare
