// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "app/exit_status.hpp"
#include "core/result.hpp"

namespace CLI {
class App;
}

namespace trackmeet::app {

/// What a subcommand does once its arguments are parsed: set by the one that was called.
using Action = std::function<Result<ExitStatus>()>;

void add_run_command(CLI::App& program, Action& action);
void add_bench_command(CLI::App& program, Action& action);
void add_duet_command(CLI::App& program, Action& action);
void add_bisect_command(CLI::App& program, Action& action);
void add_compare_command(CLI::App& program, Action& action);
void add_convert_command(CLI::App& program, Action& action);
void add_baseline_command(CLI::App& program, Action& action);
void add_doctor_command(CLI::App& program, Action& action);
void add_init_command(CLI::App& program, Action& action);
void add_self_test_command(CLI::App& program, Action& action);
void add_completion_command(CLI::App& program, Action& action);
void add_isa_command(CLI::App& program, Action& action);

/// The block that closes the help of a command that judges.
std::string help_footer(const std::string& examples);

/// The same of one that does not, and ends with 0 where it did what `done` says: `it is written`.
std::string help_footer(const std::string& examples, const std::string& done);

}  // namespace trackmeet::app
