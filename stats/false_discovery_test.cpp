// SPDX-License-Identifier: Apache-2.0
#include "stats/false_discovery.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace trackmeet::stats {
namespace {

// R 4.2: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.9), method = "BH")
TEST(FalseDiscovery, AgreesWithR) {
  const std::vector<double> adjusted = benjamini_hochberg(std::vector{0.01, 0.04, 0.03, 0.005, 0.9});
  const std::vector<double> want = {0.025, 0.05, 0.05, 0.025, 0.9};
  ASSERT_EQ(adjusted.size(), want.size());
  for (std::size_t i = 0; i < want.size(); ++i) EXPECT_NEAR(adjusted[i], want[i], 1e-12) << i;
}

TEST(FalseDiscovery, NothingToCorrectStaysAsItIs) {
  EXPECT_TRUE(benjamini_hochberg({}).empty());
  EXPECT_EQ(benjamini_hochberg(std::vector{0.3}), std::vector{0.3});
}

TEST(FalseDiscovery, NeverBelowThePItCameFromAndInTheSameOrder) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<double> p(1 + random() % 50);
    for (double& value : p) value = static_cast<double>(random() % 1000) / 1000;
    const std::vector<double> adjusted = benjamini_hochberg(p);
    for (std::size_t i = 0; i < p.size(); ++i) {
      EXPECT_GE(adjusted[i], p[i]) << "seed " << seed;
      EXPECT_LE(adjusted[i], 1) << "seed " << seed;
      for (std::size_t j = 0; j < p.size(); ++j) {
        if (p[i] < p[j]) {
          EXPECT_LE(adjusted[i], adjusted[j]) << "seed " << seed;
        }
      }
    }
  }
}

}  // namespace
}  // namespace trackmeet::stats
