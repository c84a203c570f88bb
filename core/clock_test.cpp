// SPDX-License-Identifier: Apache-2.0
#include "core/clock.hpp"

#include <gtest/gtest.h>

#include <string>

namespace trackmeet {
namespace {

TEST(Clock, a_moment_survives_writing_and_reading) {
  for (const char* text :
       {"1970-01-01T00:00:00Z", "2026-11-21T09:15:11Z", "2024-02-29T23:59:59Z", "2100-12-31T00:00:01Z"}) {
    const auto time = from_iso8601(text);
    ASSERT_TRUE(time) << text;
    EXPECT_EQ(to_iso8601(*time), text);
  }
}

TEST(Clock, the_epoch_counts_zero_seconds) {
  ASSERT_TRUE(from_iso8601("1970-01-01T00:00:00Z"));
  EXPECT_EQ(from_iso8601("1970-01-01T00:00:00Z")->time_since_epoch().count(), 0);
  EXPECT_EQ(from_iso8601("2026-11-21T09:15:11Z")->time_since_epoch().count(), 1795252511);
}

TEST(Clock, file_stamps_have_no_character_that_a_file_name_minds) {
  EXPECT_EQ(to_file_stamp(*from_iso8601("2026-11-21T09:15:11Z")), "20261121T091511Z");
}

TEST(Clock, file_stamps_sort_as_time_does) {
  EXPECT_LT(to_file_stamp(*from_iso8601("2026-09-30T23:59:59Z")), to_file_stamp(*from_iso8601("2026-10-01T00:00:00Z")));
}

TEST(Clock, refuses_everything_but_the_one_form) {
  const std::string wrong[] = {"",
                               "2026-11-21",
                               "2026-11-21T09:15:11",
                               "2026-11-21T09:15:11+00:00",
                               "2026-11-21 09:15:11Z",
                               "2026-11-21T09:15:11Z ",
                               "2026-13-01T00:00:00Z",
                               "2026-02-29T00:00:00Z",
                               "2026-11-21T24:00:00Z",
                               "2026-11-21T09:60:00Z",
                               "2026-11-21T09:15:60Z",
                               "2026-1-121T09:15:11Z",
                               "-026-11-21T09:15:11Z",
                               std::string("2026-11-21T09:15:11\0", 20)};
  for (const std::string& text : wrong) EXPECT_FALSE(from_iso8601(text)) << text;
}

TEST(Clock, the_system_clock_tells_this_century_and_never_runs_backwards) {
  const SystemClock clock;
  EXPECT_GT(clock.utc_now(), *from_iso8601("2024-01-01T00:00:00Z"));
  const auto before = clock.steady_now();
  EXPECT_GE(clock.steady_now(), before);
}

}  // namespace
}  // namespace trackmeet
