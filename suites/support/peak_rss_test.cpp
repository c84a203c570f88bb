// SPDX-License-Identifier: Apache-2.0
#include "suites/support/peak_rss.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/page_buffer.hpp"

namespace trackmeet::suites {
namespace {

TEST(PeakRss, holds_what_was_touched) {
  if (!std::filesystem::exists("/proc/self/status")) GTEST_SKIP() << "there is no /proc here";
  constexpr std::size_t size = std::size_t{64} << 20U;
  forget_peak_rss();
  const auto before = peak_rss_bytes();
  ASSERT_TRUE(before.has_value());
  { const Buffer<char> touched(size); }
  const auto after = peak_rss_bytes();
  ASSERT_TRUE(after.has_value());
  EXPECT_GE(*after, static_cast<std::int64_t>(size));
  EXPECT_GE(*after, *before);
}

}  // namespace
}  // namespace trackmeet::suites
