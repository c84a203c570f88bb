// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"

#include <gtest/gtest.h>

#include "core/result.hpp"

namespace trackmeet {
namespace {

TEST(Error, says_where_what_and_what_to_do) {
  const Error error{ErrorCode::input, "unknown time unit 'nz'", SourcePos{"results/new.json", 12, 0},
                    "did you mean 'ns'?"};
  EXPECT_EQ(to_text(error), "results/new.json:12: error: unknown time unit 'nz'\n  hint: did you mean 'ns'?");
}

struct Case {
  const char* name;
  std::optional<SourcePos> where;
  const char* start;
};

TEST(Error, names_as_much_of_the_place_as_is_known) {
  const Case cases[] = {
      {"nothing", std::nullopt, "error: broken"},
      {"whole_file", SourcePos{"a.json"}, "a.json: error: broken"},
      {"line", SourcePos{"a.json", 3}, "a.json:3: error: broken"},
      {"line_and_column", SourcePos{"a.json", 3, 7}, "a.json:3:7: error: broken"},
      {"column_without_line", SourcePos{"a.json", 0, 7}, "a.json: error: broken"},
  };
  for (const Case& c : cases) EXPECT_EQ(to_text({ErrorCode::input, "broken", c.where, ""}), c.start) << c.name;
}

TEST(Error, a_hostile_path_or_message_cannot_forge_lines) {
  const Error error{ErrorCode::input, "bad name 'a\nerror: b'", SourcePos{"\x1b[2Jx"}, "rename\r"};
  EXPECT_EQ(to_text(error), "\\x1b[2Jx: error: bad name 'a\\nerror: b'\n  hint: rename\\x0d");
}

TEST(Result, an_error_is_handed_on_whole) {
  Result<int> inner = failure(ErrorCode::io, "cannot open it", SourcePos{"x"}, "check the path");
  const Result<std::string> outer = [&]() -> Result<std::string> { return passed_on(inner); }();
  ASSERT_FALSE(outer);
  EXPECT_EQ(outer.error().code, ErrorCode::io);
  EXPECT_EQ(outer.error().message, "cannot open it");
  EXPECT_EQ(outer.error().where->path, "x");
  EXPECT_EQ(outer.error().hint, "check the path");
}

}  // namespace
}  // namespace trackmeet
