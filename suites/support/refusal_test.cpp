// SPDX-License-Identifier: Apache-2.0
#include "suites/support/refusal.hpp"

#include <gtest/gtest.h>

#include <string>

namespace trackmeet::suites {
namespace {

TEST(Refusal, is_one_line_with_all_that_the_error_knows) {
  struct Case {
    Error error;
    std::string text;
  };
  const Case cases[] = {
      {{ErrorCode::io, "no space left", std::nullopt, ""}, "no space left"},
      {{ErrorCode::io, "no space left", std::nullopt, "delete something"}, "no space left; hint: delete something"},
      {{ErrorCode::input, "it is empty", SourcePos{.path = "a.csv"}, ""}, "a.csv: it is empty"},
      {{ErrorCode::input, "783 pixels", SourcePos{.path = "a.csv", .line = 7}, "see line 6"},
       "a.csv:7: 783 pixels; hint: see line 6"},
      {{ErrorCode::input, "no number", SourcePos{.path = "a.csv", .line = 7, .column = 3}, ""}, "a.csv:7:3: no number"},
  };
  for (const Case& c : cases) EXPECT_EQ(refusal(c.error).what(), c.text);
}

}  // namespace
}  // namespace trackmeet::suites
