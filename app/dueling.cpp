// SPDX-License-Identifier: Apache-2.0
#include "app/dueling.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "app/blessing.hpp"
#include "app/interrupt.hpp"
#include "app/progress_line.hpp"
#include "compare/comparison.hpp"
#include "core/clock.hpp"
#include "core/printable.hpp"
#include "core/say.hpp"
#include "core/units.hpp"

namespace trackmeet::app {
namespace {

constexpr std::chrono::seconds patience_for_probing{30};

}  // namespace

void add_measuring_duet_flags(CLI::App& command, DuelingOptions& options) {
  duet::DuetOptions& duet = options.duet;
  command.add_option("--suite", options.suites, "Suite to measure: a name, or all (all)")->type_name("NAME");
  command.add_option("--profile", options.profile, "quick, or full: all benchmarks, also those that take minutes")
      ->type_name("NAME")
      ->check(CLI::IsMember({"quick", "full"}).description(""))
      ->capture_default_str();
  command.add_option("--data", options.data, "Data for the suites that read any (generated)")->type_name("NAME|DIR");
  command.add_option("--budget", options.budget, "Wall time for measuring in all, such as 90s, 5m or 1h")
      ->type_name("TIME")
      ->capture_default_str();
  command
      .add_option("--threshold", options.threshold_percent,
                  "Smallest change of interest in per cent; smaller ones are not reported (1)")
      ->type_name("PERCENT")
      ->check(CLI::Range(0.0, 1e6).description(""));
  command.add_option("--blocks", duet.most_blocks, "Most blocks (four processes each) for one benchmark")
      ->type_name("N")
      ->check(CLI::Range(1U, 10'000U).description(""))
      ->capture_default_str();
  command.add_option("--min-time", duet.min_time_s, "Seconds that one process aims to measure")
      ->type_name("SECONDS")
      ->check(CLI::Range(1e-6, 3600.0).description(""))
      ->capture_default_str();
  command.add_option("--timeout", options.timeout_s, "Seconds after which a process is given up")
      ->type_name("SECONDS")
      ->check(CLI::Range(1e-3, 86'400.0).description(""))
      ->capture_default_str();
  command
      .add_option("--memory-limit", options.memory_limit_mb,
                  "Megabytes of address space that a process may use (0: any)")
      ->type_name("MB")
      ->check(CLI::Range(0.0, 1e9).description(""));
  command.add_option("--seed", duet.seed, "Of coins and orders; recorded (0: a fresh one)")->type_name("N");
  command.add_option("--out", duet.out_folder, "Folder for the results files")->type_name("DIR")->capture_default_str();
  command.add_option("--config", options.config_file, "Configuration (trackmeet.toml here or above)")
      ->type_name("FILE");
}

void add_dueling_flags(CLI::App& command, DuelingOptions& options) {
  add_measuring_duet_flags(command, options);
  duet::DuetOptions& duet = options.duet;
  command.add_option("--filter", duet.filter, "Only benchmarks whose name matches")->type_name("REGEX");
  command.add_flag_callback(
      "--until-decided", [&duet] { duet.until_decided = true; }, "Stop measuring what is decided (as it is anyway)");
  command.add_flag_callback(
      "--all-blocks", [&duet] { duet.until_decided = false; }, "Measure all blocks, also of what is decided");
  command.add_flag("--instructions", options.instructions,
                   "Count the instructions of each benchmark under valgrind, too (suites of Trackmeet)");
  command
      .add_option("--gate", options.gate,
                  "Smallest severity that exits with 1: slight, minor, moderate, severe or none (minor)")
      ->type_name("SEVERITY")
      ->check(CLI::IsMember({"none", "slight", "minor", "moderate", "severe"}).description(""));
  add_output_flags(command, options.outputs);
}

compare::Policy policy_of(const DuelingOptions& options, const Config& config) {
  compare::Policy policy = config.policy;
  if (!options.gate.empty()) policy.gate = *gate_named(options.gate);
  if (options.threshold_percent >= 0)
    policy.bands = compare::with_edges(policy.bands, {.slight = options.threshold_percent / 100});
  return policy;
}

Result<duet::DuetOptions> duet_options(const DuelingOptions& options, const compare::Policy& policy) {
  duet::DuetOptions duet = options.duet;
  const std::optional<double> budget_s = parse_duration(options.budget);
  if (!budget_s)
    return failure(ErrorCode::usage, fmt::format("--budget '{}' is no duration", options.budget),
                   "write 90s, 5m or 1h30m");
  duet.budget_s = *budget_s;
  duet.threshold = policy.bands.slight;
  duet.timeout = std::chrono::milliseconds(std::llround(options.timeout_s * 1000));
  duet.memory_limit_bytes = static_cast<std::uint64_t>(options.memory_limit_mb * 1e6);
  duet.count_instructions = options.instructions;
  duet.alpha = policy.alpha;
  duet.threshold_of = [policy](const std::string& suite, const std::string& benchmark) {
    return compare::bands_for(compare::policy_of_suite(policy, suite), benchmark, model::metric_named("real_time"))
        .slight;
  };
  duet.other_metrics = compare::other_sampled_metrics(policy);
  return duet;
}

Result<Matched> match_executables(const std::string& base, const std::string& head, const DuelingOptions& options) {
  runner::ProcessExecutor executor(catch_interrupts());
  const runner::SuiteWish wish{options.profile == "full", options.data};
  Result<runner::SuiteProgram> base_suite = runner::probe_suite(base, executor, patience_for_probing, wish);
  if (!base_suite) return passed_on(base_suite);
  Result<runner::SuiteProgram> head_suite = runner::probe_suite(head, executor, patience_for_probing, wish);
  if (!head_suite) return passed_on(head_suite);
  return Matched{{{{std::move(*base_suite)}, {std::move(*head_suite)}}}};
}

Result<duet::DuetResult> with_duet_progress(
    const std::function<Result<duet::DuetResult>(duet::DuetContext& context)>& work) {
  runner::ProcessExecutor executor(catch_interrupts());
  const SystemClock clock;
  ProgressLine line;
  duet::DuetContext context{executor, clock, [&](const duet::DuetProgress& progress) {
                              line.show([&](std::size_t width) { return progress_text(progress, width); });
                            }};
  return work(context);
}

Result<ExitStatus> show_duet(const duet::DuetResult& result, const DuelingOptions& options,
                             const compare::Policy& policy) {
  Answers answers;
  for (const duet::SuiteRuns& suite : result.suites) {
    if (result.interrupted && suite.base.rows.empty() && suite.base.failures.empty()) continue;
    model::Baseline base = model::unblessed(suite.base);
    Result<compare::Comparison> comparison = compare::compare_runs(base, suite.head, policy);
    if (!comparison) return passed_on(comparison);
    answers.add(std::move(*comparison), {std::move(base), suite.head});
  }
  const ExitStatus status = present(answers, options.outputs);
  for (const std::filesystem::path& file : result.files) say("written: {}\n", printable(file.string()));
  if (result.measured_s > 0 && result.blocks > 0)
    say("measured {} in {}, {:.1f} % of it beside the processes\n", format_count(result.blocks, "block"),
        format_duration(result.measured_s), (1 - result.processes_s / result.measured_s) * 100);
  if (!result.interrupted) return status;
  if (result.journal.empty())
    say("interrupted before the first block: nothing is kept\n");
  else
    say("interrupted: this is what is known so far; go on with `trackmeet duet --resume {}`\n",
        printable(result.journal.string()));
  return ExitStatus::unanswered;
}

}  // namespace trackmeet::app
