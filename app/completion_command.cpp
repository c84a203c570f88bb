// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "app/command.hpp"
#include "app/completion.hpp"
#include "app/man_page.hpp"
#include "core/version.hpp"

namespace trackmeet::app {
namespace {

std::string completion_for(const std::string& shell, const CommandShape& program) {
  if (shell == "bash") return bash_completion(program);
  if (shell == "zsh") return zsh_completion(program);
  return fish_completion(program);
}

}  // namespace

void add_completion_command(CLI::App& program, Action& action) {
  const auto shell = std::make_shared<std::string>();
  CLI::App* command =
      program.add_subcommand("completion", "Print a script that has a shell complete commands and options");
  command->add_option("shell", *shell, "bash, zsh or fish")
      ->type_name("SHELL")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}).description(""))
      ->required();
  command->footer(
      "\nExamples:\n"
      "  source <(trackmeet completion bash)                                             in ~/.bashrc\n"
      "  source <(trackmeet completion zsh)                                              in ~/.zshrc\n"
      "  trackmeet completion fish > ~/.config/fish/completions/trackmeet.fish"
      "\n\nExit status:\n"
      "  0  it was printed\n"
      "  2  there is no such shell");
  command->callback([shell, &program, &action] {
    action = [shell, &program]() -> Result<ExitStatus> {
      fmt::print("{}", completion_for(*shell, shape_of(program)));
      return ExitStatus::ok;
    };
  });

  // Hidden: the build writes the manual page with it.
  CLI::App* man = program.add_subcommand("man", "Print the manual page");
  man->group("");
  man->callback([&program, &action] {
    action = [&program]() -> Result<ExitStatus> {
      fmt::print("{}", man_page(shape_of(program), version));
      return ExitStatus::ok;
    };
  });
}

}  // namespace trackmeet::app
