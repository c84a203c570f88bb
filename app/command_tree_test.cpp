// SPDX-License-Identifier: Apache-2.0
#include "app/command_tree.hpp"

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

#include "app/man_page.hpp"

namespace trackmeet::app {
namespace {

using Words = std::vector<std::string>;

class CommandTree : public testing::Test {
protected:
  CommandTree() {
    CLI::App* measure = program.add_subcommand("measure", "Measure it's all");
    measure->add_option("--gate", text, "Smallest severity: slight, minor or none (minor)")
        ->type_name("SEVERITY")
        ->check(CLI::IsMember({"slight", "minor", "none"}).description(""));
    measure->add_option("-o,--out", text, "Folder to write to")->type_name("DIR");
    measure->add_option("--rounds", number, "Visits, some")->type_name("N")->check(CLI::Range(1, 9).description(""));
    measure->add_flag("--all", flag, "Everything");
    measure->add_option("file", text, "What to read")->type_name("FILE");
    program.add_subcommand("secret", "Nobody asks")->group("");
  }

  CLI::App program{"What it is", "tool"};
  std::string text;
  int number = 0;
  bool flag = false;
};

TEST_F(CommandTree, has_the_commands_that_the_help_shows) {
  const CommandShape shape = shape_of(program);
  EXPECT_EQ(shape.name, "tool");
  ASSERT_EQ(shape.commands.size(), 1U);
  EXPECT_EQ(shape.commands.front().name, "measure");
}

TEST_F(CommandTree, knows_what_stands_behind_each_option) {
  const CommandShape measure = shape_of(program).commands.front();
  struct Case {
    Words names;
    std::string value;
    ValueKind kind;
    Words words;
  };
  const Case cases[] = {
      {{"--help", "-h"}, "", ValueKind::none, {}},
      {{"--gate"}, "SEVERITY", ValueKind::words, {"slight", "minor", "none"}},
      {{"--out", "-o"}, "DIR", ValueKind::folder, {}},
      {{"--rounds"}, "N", ValueKind::other, {}},
      {{"--all"}, "", ValueKind::none, {}},
  };
  ASSERT_EQ(measure.options.size(), std::size(cases));
  for (std::size_t i = 0; i < std::size(cases); ++i) {
    EXPECT_EQ(measure.options[i].names, cases[i].names);
    EXPECT_EQ(measure.options[i].value, cases[i].value) << cases[i].names[0];
    EXPECT_EQ(measure.options[i].kind, cases[i].kind) << cases[i].names[0];
    EXPECT_EQ(measure.options[i].words, cases[i].words) << cases[i].names[0];
  }
  ASSERT_EQ(measure.arguments.size(), 1U);
  EXPECT_EQ(measure.arguments.front().kind, ValueKind::file);
}

TEST_F(CommandTree, is_a_manual_page_in_which_nothing_is_taken_for_a_request) {
  program.get_subcommand("measure")->footer("Examples:\n.hidden --all\n'quoted' a\\b");
  const std::string page = man_page(shape_of(program), "1.2.3");
  for (const char* line :
       {".TH TRACKMEET 1 \"\" \"Trackmeet 1.2.3\"", ".SS tool measure\n", "\\fB\\-\\-gate\\fR \\fISEVERITY\\fR\n",
        "\n\\&.hidden \\-\\-all\n\\&'quoted' a\\eb\n", "Measure it's all.\n"})
    EXPECT_NE(page.find(line), std::string::npos) << line << "\n" << page;
  EXPECT_EQ(page.find("secret"), std::string::npos);
}

}  // namespace
}  // namespace trackmeet::app
