// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <vector>

#include "app/command.hpp"
#include "app/usage_error.hpp"
#include "core/error.hpp"
#include "core/say.hpp"
#include "core/version.hpp"

namespace {

using trackmeet::app::Action;
using trackmeet::app::ExitStatus;

ExitStatus finish(const trackmeet::Error& error) {
  trackmeet::say("{}\n", trackmeet::to_text(error));
  return ExitStatus::unanswered;
}

ExitStatus run(int argc, char** argv) {
  CLI::App program("Trackmeet: what became slower, by how much, and how sure we are.", "trackmeet");
  program.require_subcommand(1);
  program.set_version_flag("--version", std::string("trackmeet ") + trackmeet::version);
  program.set_help_all_flag("--help-all", "Print the help of every command");
  program.footer(
      trackmeet::app::help_footer("  trackmeet bench                    measure and judge what is here\n"
                                  "  trackmeet compare old.json new.json\n"
                                  "  trackmeet run --filter matmul"));
  Action action;
  trackmeet::app::add_bench_command(program, action);
  trackmeet::app::add_run_command(program, action);
  trackmeet::app::add_duet_command(program, action);
  trackmeet::app::add_bisect_command(program, action);
  trackmeet::app::add_compare_command(program, action);
  trackmeet::app::add_convert_command(program, action);
  trackmeet::app::add_baseline_command(program, action);
  trackmeet::app::add_doctor_command(program, action);
  trackmeet::app::add_init_command(program, action);
  trackmeet::app::add_self_test_command(program, action);
  trackmeet::app::add_completion_command(program, action);
  trackmeet::app::add_isa_command(program, action);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return program.exit(error) == 0 ? ExitStatus::ok : ExitStatus::unanswered;
    return finish(trackmeet::app::usage_error(program, error));
  }
  const auto status = action();
  return status ? *status : finish(status.error());
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return static_cast<int>(run(argc, argv));
  } catch (const std::exception& error) {
    return static_cast<int>(
        finish({trackmeet::ErrorCode::internal, error.what(), {}, "this is our mistake: please report it"}));
  }
}
