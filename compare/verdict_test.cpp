// SPDX-License-Identifier: Apache-2.0
#include "compare/verdict.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace trackmeet::compare {
namespace {

TEST(Verdict, BandsAreOpenBelowAndClosedAbove) {
  const struct {
    double base, head;
    Severity want;
  } cases[] = {
      {100, 100.5, Severity::none},   {100, 101, Severity::none},        {100, 101.01, Severity::slight},
      {100, 110, Severity::slight},   {100, 110.01, Severity::minor},    {100, 120, Severity::minor},
      {10, 12, Severity::minor},      {100, 120.01, Severity::moderate}, {100, 150, Severity::moderate},
      {100, 150.1, Severity::severe}, {3e-9, 3.3e-9, Severity::slight},  {0.7, 0.84, Severity::minor},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(severity_of(c.head / c.base - 1, {}), c.want) << c.base << " -> " << c.head;
    // The same through logarithms, as the estimate comes.
    EXPECT_EQ(severity_of(std::expm1(std::log(c.head) - std::log(c.base)), {}), c.want) << c.base << " -> " << c.head;
  }
}

TEST(Verdict, AnImprovementIsTheMirrorImage) {
  EXPECT_DOUBLE_EQ(size_of_change(0.6), 0.6);
  EXPECT_DOUBLE_EQ(size_of_change(100.0 / 160 - 1), 0.6) << "from 160 to 100 is as large as from 100 to 160";
  EXPECT_EQ(severity_of(size_of_change(100.0 / 120 - 1), {}), Severity::minor) << "the edges mirror too";
}

TEST(Verdict, EveryWordHasASpelling) {
  EXPECT_EQ(to_string(Verdict::added), "new");
  EXPECT_EQ(to_string(Severity::moderate), "moderate");
  EXPECT_EQ(to_string(Proven::worse), "worse");
}

}  // namespace
}  // namespace trackmeet::compare
