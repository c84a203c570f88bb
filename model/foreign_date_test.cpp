// SPDX-License-Identifier: Apache-2.0
#include "model/foreign_date.hpp"

#include <gtest/gtest.h>

#include <string>

namespace trackmeet::model {
namespace {

std::string read(std::string_view text) {
  const auto time = read_foreign_date(text);
  return time ? to_iso8601(*time) : "none";
}

TEST(ForeignDate, is_brought_to_utc) {
  const struct {
    const char *text, *want;
  } cases[] = {
      {"2019-11-17T02:22:16", "2019-11-17T02:22:16Z"},        {"2019-11-17T02:22:16Z", "2019-11-17T02:22:16Z"},
      {"2019-11-17 02:22:16.817862", "2019-11-17T02:22:16Z"}, {"2019-11-17T02:22:16+09:00", "2019-11-16T17:22:16Z"},
      {"2019-11-17T02:22:16.5-0330", "2019-11-17T05:52:16Z"}, {"2019-11-17T02:22:16.817862Z", "2019-11-17T02:22:16Z"},
  };
  for (const auto& c : cases) EXPECT_EQ(read(c.text), c.want) << c.text;
}

TEST(ForeignDate, is_nothing_where_it_is_none) {
  for (const char* text : {"", "yesterday", "2019-11-17", "2019-13-17T02:22:16", "2019-11-17T02:22:16 CET",
                           "2019-11-17T02:22:16+9", "2019-11-17T02:22:16+99:99", "2019-11-17x02:22:16"})
    EXPECT_EQ(read(text), "none") << text;
}

}  // namespace
}  // namespace trackmeet::model
