// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/command.hpp"
#include "app/places.hpp"
#include "app/suite_level.hpp"
#include "machine/instruction_set.hpp"

namespace trackmeet::app {

/// Hidden: for find_package(Trackmeet), which compiles suites of others for the same level.
void add_isa_command(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand("isa", "Print the instruction-set level of the suites that run here");
  command->group("");
  command->callback([&action] {
    action = []() -> Result<ExitStatus> {
      Result<std::filesystem::path> suites =
          suites_for_cpu(installation() / "suites", {}, machine::instruction_set_levels());
      if (!suites) return passed_on(suites);
      fmt::print("{}\n", suites->filename().string());
      return ExitStatus::ok;
    };
  });
}

}  // namespace trackmeet::app
