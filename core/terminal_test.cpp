// SPDX-License-Identifier: Apache-2.0
#include "core/terminal.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "core/descriptor.hpp"

namespace trackmeet {
namespace {

TEST(Terminal, paints_only_when_asked) {
  EXPECT_EQ(coloured("x", Colour::red, UseColour::yes), "\x1b[31mx\x1b[0m");
  EXPECT_EQ(coloured("x", Colour::red, UseColour::no), "x");
  EXPECT_EQ(coloured("x", Colour::none, UseColour::yes), "x");
}

TEST(Terminal, a_file_is_coloured_only_where_that_is_forced) {
  const Descriptor file(::open("/dev/null", O_WRONLY | O_CLOEXEC));
  ASSERT_TRUE(file.open());
  const struct {
    const char* name;
    const char* value;
    UseColour want;
  } cases[] = {{"CLICOLOR_FORCE", "1", UseColour::yes},
               {"CLICOLOR_FORCE", "0", UseColour::no},
               {"FORCE_COLOR", "3", UseColour::yes},
               {"FORCE_COLOR", "", UseColour::no}};
  for (const auto& [name, value, want] : cases) {
    ::setenv(name, value, 1);
    EXPECT_EQ(colour_for(file.get()), want) << name << "=" << value;
    ::setenv("NO_COLOR", "1", 1);
    EXPECT_EQ(colour_for(file.get()), UseColour::no) << name << "=" << value;
    ::unsetenv("NO_COLOR");
    ::unsetenv(name);
  }
  EXPECT_EQ(colour_for(file.get()), UseColour::no);
}

TEST(Terminal, a_file_has_the_fallback_width_unless_COLUMNS_says_more) {
  const Descriptor file(::open("/dev/null", O_WRONLY | O_CLOEXEC));
  const struct {
    const char* columns;
    std::size_t want;
  } cases[] = {{"", 77}, {"100", 100}, {"3", 77}, {"-5", 77}, {"wide", 77}, {"100x", 77}};
  for (const auto& [columns, want] : cases) {
    ::setenv("COLUMNS", columns, 1);
    EXPECT_EQ(terminal_width(file.get(), 77), want) << "COLUMNS=" << columns;
  }
  ::unsetenv("COLUMNS");
}

}  // namespace
}  // namespace trackmeet
