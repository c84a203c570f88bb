// SPDX-License-Identifier: Apache-2.0
#include "vcs/stamp.hpp"

#include <gtest/gtest.h>

namespace trackmeet::vcs {
namespace {

TEST(StringLiteral, escapes_whatever_could_end_or_change_it) {
  struct Case {
    std::string_view text;
    std::string_view want;
  };
  const Case cases[] = {
      {"", R"("")"},
      {"feature/a-b_c.1", R"("feature/a-b_c.1")"},
      {"a\"; int x; //", R"("a\042\073 int x\073 //")"},
      {"back\\slash\\", R"("back\134slash\134")"},
      {"two\nlines\r", R"("two\012lines\015")"},
      {"?\?/trigraph", R"("\077\077/trigraph")"},
      {"\x01"
       "7",
       R"("\0017")"},  // the digit after an escape is not swallowed
      {std::string_view("nul\0l", 5), R"("nul\000l")"},
      {"ö", R"("\303\266")"},
      {"%s{}$(x)`y`", R"("\045s\173\175\044\050x\051\140y\140")"},
  };
  for (const Case& c : cases) EXPECT_EQ(string_literal(c.text), c.want);
}

TEST(StampSource, defines_the_built_commit) {
  const Checkout checkout{.commit = std::string(40, 'a'),
                          .branch = "main",
                          .dirty = true,
                          .commit_time = from_iso8601("2026-11-21T09:15:11Z"),
                          .describe = "v1-2-gaaaaaaa-dirty",
                          .root = "/somewhere"};
  EXPECT_EQ(stamp_source(checkout), R"(// Written by trackmeet_stamp at every build; changes only when the commit does.
#include "suites/support/built_commit.hpp"

namespace trackmeet::suites {

const BuiltCommit built_commit = {
    .commit = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    .branch = "main",
    .dirty = true,
    .commit_time = "2026-11-21T09:15:11Z",
    .describe = "v1-2-gaaaaaaa-dirty",
};

}  // namespace trackmeet::suites
)");
}

TEST(StampSource, has_empty_strings_without_a_checkout) {
  const std::string source = stamp_source(std::nullopt);
  EXPECT_NE(source.find(".commit = \"\",\n    .branch = \"\",\n    .dirty = false,\n    .commit_time = \"\",\n"),
            std::string::npos)
      << source;
  EXPECT_EQ(source, stamp_source(Checkout{}));
}

TEST(SameInEveryClone, has_no_branch_and_no_description) {
  const Checkout checkout{.commit = std::string(40, 'a'),
                          .branch = "main",
                          .dirty = true,
                          .commit_time = from_iso8601("2026-11-21T09:15:11Z"),
                          .describe = "v1",
                          .root = "/somewhere"};
  const Checkout same = same_in_every_clone(checkout);
  EXPECT_EQ(same.branch, "");
  EXPECT_EQ(same.describe, "");
  EXPECT_EQ(same.commit, checkout.commit);
  EXPECT_EQ(same.commit_time, checkout.commit_time);
  EXPECT_TRUE(same.dirty);
}

}  // namespace
}  // namespace trackmeet::vcs
