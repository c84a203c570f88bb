// SPDX-License-Identifier: Apache-2.0
#include "suites/support/check.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace trackmeet::suites {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

struct NearCase {
  const char* name;
  double got, expected;
  Tolerance tolerance;
  bool want;
};

TEST(Check, near_weighs_absolute_and_relative_error) {
  const NearCase cases[] = {
      {"equal", 1, 1, exactly, true},
      {"one bit off where nothing may differ", std::nextafter(1.0, 2.0), 1, exactly, false},
      {"within the absolute tolerance", 0.1, 0, {.absolute = 0.1, .relative = 0}, true},
      {"beyond the absolute tolerance", 0.2, 0, {.absolute = 0.1, .relative = 0}, false},
      {"within the relative tolerance", 101, 100, {.absolute = 0, .relative = 0.011}, true},
      {"beyond the relative tolerance", 98, 100, {.absolute = 0, .relative = 0.011}, false},
      {"not a number where a number is expected", nan, 1, {.absolute = 1e9, .relative = 1}, false},
      {"a number where none is expected", 1, nan, {.absolute = 1e9, .relative = 1}, false},
      {"neither is a number", nan, nan, exactly, true},
      {"the same infinity", infinity, infinity, exactly, true},
      {"opposite infinities", -infinity, infinity, {.absolute = 1e9, .relative = 1}, false},
      {"an overflow", infinity, 1e38, {.absolute = 1e9, .relative = 1}, false},
  };
  for (const NearCase& c : cases) EXPECT_EQ(near(c.got, c.expected, c.tolerance), c.want) << c.name;
}

TEST(Check, compare_names_the_first_entry_that_is_off) {
  const std::vector<float> got = {1, 2, 3, 4, 5, 7};
  const std::vector<double> expected = {1, 2, 3, 4, 5, 6};
  const auto mismatch = compare<float>(got, expected, 3, exactly);
  ASSERT_TRUE(mismatch.has_value());
  EXPECT_EQ(to_text(*mismatch), "entry (1, 2): expected 6, got 7");
}

TEST(Check, compare_takes_agreement_for_agreement) {
  const std::vector<float> got = {1, 2, 3};
  EXPECT_FALSE(compare<float>(got, std::vector<double>{1, 2, 3}, 3, exactly).has_value());
  EXPECT_FALSE(compare<float>({}, {}, 3, exactly).has_value());
}

TEST(Check, compare_refuses_another_number_of_entries) {
  const std::vector<float> got = {1, 2};
  const auto mismatch = compare<float>(got, std::vector<double>{1, 2, 3}, 1, exactly);
  ASSERT_TRUE(mismatch.has_value());
  EXPECT_EQ(to_text(*mismatch), "entry size: expected 3, got 2");
}

TEST(Check, a_sample_looks_at_the_corners_whatever_its_size) {
  const auto zero = [](std::size_t, std::size_t) { return 0.0; };
  for (const std::size_t corner : {0U, 6U, 14U, 20U}) {
    std::vector<float> got(21, 0.0F);
    got[corner] = 1;
    EXPECT_TRUE(compare_sample(got, 7, zero, 0, exactly).has_value()) << corner;
  }
  EXPECT_FALSE(compare_sample(std::vector<float>(21, 0.0F), 7, zero, 0, exactly).has_value());
}

TEST(Check, a_sample_is_the_same_each_time_and_finds_what_is_wrong_in_many_places) {
  std::vector<float> got(1000, 0.0F);
  for (std::size_t i = 1; i < got.size(); i += 10) got[i] = 1;
  const auto zero = [](std::size_t, std::size_t) { return 0.0; };
  const auto first = compare_sample(got, 10, zero, 200, exactly);
  const auto second = compare_sample(got, 10, zero, 200, exactly);
  ASSERT_TRUE(first.has_value() && second.has_value());
  EXPECT_EQ(first->entry, second->entry);
  EXPECT_TRUE(first->entry.ends_with(", 1)")) << first->entry;
}

TEST(Check, a_sample_of_nothing_agrees) {
  EXPECT_FALSE(compare_sample(
                   {}, 0, [](std::size_t, std::size_t) { return 1.0; }, 10, exactly)
                   .has_value());
}

TEST(Check, the_tolerance_of_a_sum_grows_with_its_terms) {
  EXPECT_DOUBLE_EQ(for_sum_of(1000).absolute, 1000 * 0x1p-23);
  EXPECT_LT(for_sum_of(10).absolute, for_sum_of(11).absolute);
}

}  // namespace
}  // namespace trackmeet::suites
