// SPDX-License-Identifier: Apache-2.0
#include "compare/block_value.hpp"

#include <gtest/gtest.h>

namespace trackmeet::compare {
namespace {

TEST(BlockValue, IsHeadLessBaseAndHowFarTheProcessesOfEachSideLieApart) {
  const stats::NoisyValue outside = block_value({0.5, 0.25, 0.125, 1}, true);
  EXPECT_EQ(outside.value, (0.5 + 1 - 0.25 - 0.125) / 2);
  EXPECT_EQ(outside.noise, (0.25 + 0.015625) / 2);
}

TEST(BlockValue, OtherLabelsTurnTheSignAndNothingElse) {
  const stats::NoisyValue outside = block_value({0.5, 0.25, 0.125, 1}, true);
  const stats::NoisyValue inside = block_value({0.5, 0.25, 0.125, 1}, false);
  EXPECT_EQ(outside.value, -inside.value);
  EXPECT_EQ(outside.noise, inside.noise);
}

TEST(BlockValue, ADriftThatIsEvenCancels) { EXPECT_EQ(block_value({1, 2, 3, 4}, true).value, 0); }

}  // namespace
}  // namespace trackmeet::compare
