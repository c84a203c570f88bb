// SPDX-License-Identifier: Apache-2.0
#include "runner/run_assembly.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace trackmeet::runner {
namespace {

TEST(SensibleCount, keeps_two_digits_and_at_least_one_iteration) {
  const struct {
    std::uint64_t iterations, want;
  } cases[] = {{0, 1},       {1, 1},       {7, 7},      {99, 99},       {100, 100},     {104, 100},
               {105, 110},   {994, 990},   {995, 1000}, {12345, 12000}, {12500, 13000}, {123456789, 120000000},
               {1000, 1000}, {9999, 10000}};
  for (const auto& [iterations, want] : cases) EXPECT_EQ(sensible_count(iterations), want) << iterations;
  EXPECT_GT(sensible_count(std::numeric_limits<std::uint64_t>::max()), std::uint64_t{1} << 63U);
}

}  // namespace
}  // namespace trackmeet::runner
