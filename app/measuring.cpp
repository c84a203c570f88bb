// SPDX-License-Identifier: Apache-2.0
#include "app/measuring.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "app/interrupt.hpp"
#include "app/places.hpp"
#include "app/progress_line.hpp"
#include "core/clock.hpp"
#include "core/printable.hpp"
#include "core/say.hpp"
#include "machine/machine.hpp"
#include "model/baseline.hpp"
#include "runner/selection.hpp"

namespace trackmeet::app {
namespace {

constexpr std::chrono::seconds patience_for_probing{30};

template <typename Work>
Result<runner::SessionResult> with_progress(const Work& work) {
  runner::ProcessExecutor executor(catch_interrupts());
  const SystemClock clock;
  ProgressLine line;
  runner::SessionContext context{executor, clock, [&](const runner::Progress& progress) {
                                   line.show([&](std::size_t width) { return progress_text(progress, width); });
                                 }};
  return work(context);
}

/// Of several suites, those in which the filter finds something; all, to be complained of later, if it finds nothing
/// anywhere.
Result<std::vector<ReadySuite>> those_with_matches(std::vector<ReadySuite> suites, const std::string& filter) {
  std::vector<ReadySuite> kept;
  for (const ReadySuite& suite : suites) {
    Result<std::vector<std::string>> names = runner::matching_benchmarks(suite.program, filter);
    if (!names) return passed_on(names);
    if (!names->empty()) kept.push_back(suite);
  }
  return kept.empty() ? suites : kept;
}

}  // namespace

void add_measuring_flags(CLI::App& command, MeasuringOptions& options) {
  runner::SessionOptions& session = options.session;
  command
      .add_option("--suite", options.suites,
                  "Suite to run: a name, all, or the path of any Google Benchmark executable (all)")
      ->type_name("NAME|PATH");
  command
      .add_option("--isa", options.isa,
                  "Instruction-set level of the suites that come with a release (the best that this CPU has)")
      ->type_name("LEVEL");
  command.add_option("--filter", session.filter, "Only benchmarks whose name matches")->type_name("REGEX");
  command.add_option("--profile", options.profile, "quick, or full: all benchmarks, also those that take minutes")
      ->type_name("NAME")
      ->check(CLI::IsMember({"quick", "full"}).description(""))
      ->capture_default_str();
  command
      .add_option("--data", options.data,
                  "Data for the suites that read any: a fetched data set, a folder or a file (generated)")
      ->type_name("NAME|DIR");
  command.add_option("--rounds", session.rounds, "Visits to every benchmark that count")
      ->type_name("N")
      ->check(CLI::Range(1U, 10'000U).description(""))
      ->capture_default_str();
  command.add_option("--warmup", session.warmup_rounds, "Visits before them that do not count")
      ->type_name("N")
      ->check(CLI::Range(0U, 1'000U).description(""))
      ->capture_default_str();
  command.add_option("--min-time", session.min_time_s, "Seconds that one visit aims to measure")
      ->type_name("SECONDS")
      ->check(CLI::Range(1e-6, 3600.0).description(""))
      ->capture_default_str();
  command.add_option("--timeout", options.timeout_s, "Seconds after which a visit is given up")
      ->type_name("SECONDS")
      ->check(CLI::Range(1e-3, 86'400.0).description(""))
      ->capture_default_str();
  command
      .add_option("--memory-limit", options.memory_limit_mb, "Megabytes of address space that a visit may use (0: any)")
      ->type_name("MB")
      ->check(CLI::Range(0.0, 1e9).description(""));
  command.add_option("--seed", session.seed, "Of the order of visits; recorded (0: a fresh one)")->type_name("N");
  command.add_option("--out", session.out_folder, "Folder for the results file")
      ->type_name("DIR")
      ->capture_default_str();
  command.add_option("--config", options.config_file, "Configuration (trackmeet.toml here or above)")
      ->type_name("FILE");
}

Result<std::vector<ReadySuite>> prepare(const MeasuringOptions& options, const Config& config) {
  Result<std::vector<ConfiguredSuite>> found = find_suites(config, options.suites, options.isa);
  if (!found) return passed_on(found);
  runner::ProcessExecutor executor(catch_interrupts());
  const std::string machine_class = machine::machine_class(machine::describe_machine());
  std::vector<ReadySuite> suites;
  for (const ConfiguredSuite& suite : *found) {
    Result<runner::SuiteProgram> program = runner::probe_suite(suite.executable, executor, patience_for_probing,
                                                               {options.profile == "full", options.data});
    if (!program) return passed_on(program);
    program->name = suite.name;
    std::optional<std::filesystem::path> baseline = find_baseline(config, machine_class, suite.name);
    if (!baseline && is_shipped(suite.executable)) baseline = find_shipped_baseline(machine_class, suite.name);
    suites.push_back({std::move(*program), std::move(baseline)});
  }
  return those_with_matches(std::move(suites), options.session.filter);
}

Result<runner::SessionOptions> session_options(const MeasuringOptions& options, const ReadySuite& suite) {
  runner::SessionOptions session = options.session;
  session.timeout = std::chrono::milliseconds(std::llround(options.timeout_s * 1000));
  session.memory_limit_bytes = static_cast<std::uint64_t>(options.memory_limit_mb * 1e6);
  if (!suite.baseline) return session;
  Result<model::Baseline> baseline = model::read_baseline(*suite.baseline);
  if (!baseline) return passed_on(baseline);
  for (const model::Run* run : model::blessed_sessions(*baseline))
    for (const model::Row& row : run->rows)
      if (row.iterations > 0) session.iterations[row.name] = row.iterations;
  return session;
}

Result<runner::SessionResult> measure_shown(const runner::SuiteProgram& suite, const runner::SessionOptions& session) {
  return with_progress([&](runner::SessionContext& context) { return runner::measure(suite, session, context); });
}

Result<runner::SessionResult> resume_shown(const std::filesystem::path& journal) {
  return with_progress([&](runner::SessionContext& context) { return runner::resume(journal, context); });
}

void tell_interrupted(const runner::SessionResult& result) {
  say("interrupted: what was measured is kept; go on with `trackmeet run --resume {}`\n",
      printable(result.journal.string()));
}

}  // namespace trackmeet::app
