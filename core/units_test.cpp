// SPDX-License-Identifier: Apache-2.0
#include "core/units.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace trackmeet {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(FormatQuantity, scales_by_the_unit) {
  struct Case {
    double value;
    const char* unit;
    const char* want;
  };
  const Case cases[] = {
      {0.01235, "s", "12.35 ms"},
      {1, "s", "1.000 s"},
      {1234.5, "s", "1234 s"},
      {2.5e-9, "s", "2.500 ns"},
      {1e-12, "s", "0.001 ns"},
      {0.99999, "s", "1.000 s"},
      {0, "s", "0 s"},
      {-0.01235, "s", "-12.35 ms"},
      {1536.0 * 1024, "B", "1.500 MiB"},
      {512, "B", "512.0 B"},
      {2.5e9, "B/s", "2.500 GB/s"},
      {3e12, "FLOP/s", "3.000 TFLOP/s"},
      {60, "1/s", "60.00 /s"},
      {17, "", "17"},
      {1.25, "", "1.25"},
      {1234567, "", "1.23457e+06"},
      {2505, "ms", "2505 ms"},
      {0.5, "ms", "0.5 ms"},
      {2500, "frames/s", "2500 frames/s"},
      {1e300, "B", "9.095e+287 TiB"},
      {1e20, "s", "1e+20 s"},
      {infinity, "s", "∞"},
      {-infinity, "s", "-∞"},
      {nan, "s", "?"},
  };
  for (const Case& c : cases) EXPECT_EQ(format_quantity(c.value, c.unit), c.want) << c.value << " " << c.unit;
}

TEST(FormatChange, is_signed_and_as_precise_as_its_size_allows) {
  struct Case {
    double change;
    const char* want;
  };
  const Case cases[] = {
      {0.123, "+12.3 %"}, {-0.0004, "-0.04 %"}, {12.4, "+1240 %"},    {0, "0.00 %"},    {-0.0, "0.00 %"},
      {1e-9, "0.00 %"},   {-1e-9, "0.00 %"},    {0.0999, "+9.99 %"},  {0.1, "+10.0 %"}, {0.09996, "+10.0 %"},
      {infinity, "+∞"},   {-infinity, "-∞"},    {1e298, "+1e+300 %"}, {nan, "?"}};
  for (const Case& c : cases) EXPECT_EQ(format_change(c.change), c.want) << c.change;
}

TEST(FormatDuration, speaks_as_a_person_does) {
  struct Case {
    double seconds;
    const char* want;
  };
  const Case cases[] = {
      {0, "0.0 s"},        {0.4, "0.4 s"},       {9.96, "10 s"},       {12, "12 s"}, {59.6, "1 min 00 s"},
      {185, "3 min 05 s"}, {3600, "1 h 00 min"}, {7800, "2 h 10 min"}, {-1, "?"},    {nan, "?"}};
  for (const Case& c : cases) EXPECT_EQ(format_duration(c.seconds), c.want) << c.seconds;
}

TEST(FormatCount, knows_one_from_many) {
  EXPECT_EQ(format_count(0, "benchmark"), "0 benchmarks");
  EXPECT_EQ(format_count(1, "benchmark"), "1 benchmark");
  EXPECT_EQ(format_count(3, "benchmark"), "3 benchmarks");
}

TEST(ParseDuration, reads_what_people_write) {
  const struct {
    std::string_view text;
    std::optional<double> want;
  } cases[] = {{"90", 90},
               {"45s", 45},
               {"5m", 300},
               {"5min", 300},
               {"1h30m", 5400},
               {"1.5h", 5400},
               {"250ms", 0.25},
               {"", std::nullopt},
               {"0", std::nullopt},
               {"-5m", std::nullopt},
               {"m", std::nullopt},
               {"5 m", std::nullopt},
               {"5x", std::nullopt},
               {"nan", std::nullopt},
               {"1e3", std::nullopt},
               {"5m30", 330},

               {"5.5.5", std::nullopt}};
  for (const auto& [text, want] : cases) EXPECT_EQ(parse_duration(text), want) << text;
}

}  // namespace
}  // namespace trackmeet
