// SPDX-License-Identifier: Apache-2.0
#include "model/decimal.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

namespace trackmeet::model {
namespace {

struct Written {
  double value;
  int shift;
  std::string text;
};

TEST(Decimal, is_written_with_the_fewest_digits) {
  const std::vector<Written> cases = {
      {0, 9, "0"},
      {-0.0, 0, "-0.0"},
      {1, 0, "1"},
      {1, 9, "1000000000"},
      {0.1, 0, "0.1"},
      {0.1, 9, "100000000"},
      {1.5e-9, 9, "1.5"},
      {-2.5, 0, "-2.5"},
      {123456.789, 9, "123456789000000"},
      {1e-15, 9, "1e-6"},
      {1.25e-15, 9, "1.25e-6"},
      {0.00001, 0, "0.00001"},
      {1e17, 0, "1e17"},
      {1e16, 0, "10000000000000000"},
      {9007199254740993.0, 0, "9007199254740992"},
  };
  for (const Written& c : cases) EXPECT_EQ(write_decimal(c.value, c.shift), c.text);
}

TEST(Decimal, comes_back_bit_for_bit_in_every_time_unit) {
  constexpr std::uint64_t seed = 20261121;
  std::mt19937_64 random(seed);
  for (int i = 0; i < 200'000; ++i) {
    const auto value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    for (const int shift : {0, 3, 6, 9}) {
      const std::string text = write_decimal(value, shift);
      const auto back = read_decimal(text, -shift);
      // A value near the largest double has no double in a smaller unit, but its text still comes back.
      ASSERT_TRUE(back) << "seed " << seed << ": " << text;
      ASSERT_EQ(std::bit_cast<std::uint64_t>(*back), std::bit_cast<std::uint64_t>(value))
          << "seed " << seed << ": " << text;
    }
  }
}

TEST(Decimal, times_of_usual_size_come_back_bit_for_bit) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> exponent(-10, 4);
  for (int i = 0; i < 100'000; ++i) {
    const double seconds = std::pow(10.0, exponent(random));
    ASSERT_EQ(read_decimal(write_decimal(seconds, 9), -9), seconds);
  }
}

struct Read {
  std::string text;
  int shift;
  std::optional<double> value;
};

TEST(Decimal, is_read_as_the_nearest_double) {
  const std::vector<Read> cases = {
      {"7.6552191954096660e-01", -9, 7.6552191954096660e-10},
      {"10", -3, 0.01},
      {"1E+2", 0, 100.0},
      {"1e308", 0, 1e308},
      {"1e309", 0, std::nullopt},
      {"-1e309", 0, std::nullopt},
      {"1e309", -9, 1e300},
      {"1e-400", 0, 0.0},
      {"1e99999999999999999999", -9, std::nullopt},
      {"1e-99999999999999999999", 0, 0.0},
      {"0e99999999999999999999", 0, 0.0},
      {"0." + std::string(400, '0') + "1", 0, 0.0},
      {"1" + std::string(400, '0'), 0, std::nullopt},
      {"4.9e-324", 0, std::numeric_limits<double>::denorm_min()},
  };
  for (const Read& c : cases) EXPECT_EQ(read_decimal(c.text, c.shift), c.value) << c.text;
}

}  // namespace
}  // namespace trackmeet::model
