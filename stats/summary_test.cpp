// SPDX-License-Identifier: Apache-2.0
#include "stats/summary.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace trackmeet::stats {
namespace {

TEST(Summary, MedianTakesTheMiddleOrTheMeanOfTheMiddleTwo) {
  EXPECT_EQ(median(std::vector{3.0}), 3);
  EXPECT_EQ(median(std::vector{5.0, 1.0, 3.0}), 3);
  EXPECT_EQ(median(std::vector{4.0, 1.0, 3.0, 2.0}), 2.5);
  EXPECT_EQ(median(std::vector{1e308, 1e308}), 1e308) << "the sum of the middle two must not overflow";
}

TEST(Summary, VarianceDividesByOneLess) {
  EXPECT_EQ(variance(std::vector{2.0, 4.0}), 2);
  EXPECT_EQ(variance(std::vector{7.0}), 0);
}

TEST(Summary, TrimmedMeanIgnoresTheOuterFifths) {
  const std::vector<double> values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 1e9};
  const TrimmedMean trimmed = trimmed_mean(values);
  EXPECT_DOUBLE_EQ(trimmed.value, 5.5);
  // Winsorized to 3 3 3 4 5 6 7 8 8 8: the squares about 5.5 add up to 42.5, and s.e. = sqrt(42.5 / (6 * 5)).
  EXPECT_DOUBLE_EQ(trimmed.error, std::sqrt(42.5 / 30));
}

TEST(Summary, TrimmedMeanOfFewValuesIsTheirMean) {
  const TrimmedMean trimmed = trimmed_mean(std::vector{1.0, 2.0, 6.0});
  EXPECT_DOUBLE_EQ(trimmed.value, 3);
  EXPECT_DOUBLE_EQ(trimmed.error, std::sqrt(variance(std::vector{1.0, 2.0, 6.0}) / 3));
  EXPECT_EQ(trimmed_mean(std::vector{4.0}).error, 0);
}

}  // namespace
}  // namespace trackmeet::stats
