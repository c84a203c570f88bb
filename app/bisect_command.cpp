// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <memory>

#include "app/bisection.hpp"
#include "app/command.hpp"

namespace trackmeet::app {

void add_bisect_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<BisectOptions>();
  CLI::App* command =
      program.add_subcommand("bisect", "Find the commit that made a benchmark slower, by duets of what was built");
  command->add_option("--benchmark", options->benchmark, "Its whole name")->type_name("NAME")->required();
  command->add_option("--good", options->good, "Revision that was still fast")->type_name("REV")->required();
  command->add_option("--bad", options->bad, "Revision that is slow")->type_name("REV")->capture_default_str();
  command->add_flag("--rebuild", options->rebuild, "Build again what is in store");
  add_measuring_duet_flags(*command, options->dueling);
  command->footer(
      "\nThe budget is for each step: a duet of the good revision and another one, until it is decided.\n"
      "\nExamples:\n"
      "  trackmeet bisect --benchmark matmul_large --good v1.0\n"
      "  trackmeet bisect --benchmark matmul_large --good HEAD~50 --bad HEAD~2 --budget 1m"
      "\n\nExit status:\n"
      "  0  nothing became slower between the two\n"
      "  1  the commit was found\n"
      "  2  it could not be told: usage, nothing proven, or several candidates are left");
  command->callback([options, &action] { action = [options] { return bisect(*options); }; });
}

}  // namespace trackmeet::app
