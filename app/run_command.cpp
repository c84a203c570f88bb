// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <memory>

#include "app/command.hpp"
#include "app/config.hpp"
#include "app/measuring.hpp"
#include "app/output.hpp"
#include "core/printable.hpp"
#include "core/say.hpp"
#include "report/overview.hpp"
#include "report/run_table.hpp"

namespace trackmeet::app {
namespace {

struct RunOptions {
  MeasuringOptions measuring;
  std::string resume;  ///< a journal, or `latest`
};

/// Prints the closing table of each run and says where it was written.
ExitStatus show(const runner::SessionResult& result) {
  if (result.interrupted) {
    tell_interrupted(result);
    return ExitStatus::unanswered;
  }
  ExitStatus status = ExitStatus::ok;
  for (std::size_t i = 0; i < result.runs.size(); ++i) {
    fmt::print("{}", report::render_run(result.runs[i], text_options()));
    say("written: {}\n", printable(result.files[i].string()));
    if (!result.runs[i].failures.empty()) status = ExitStatus::unanswered;
  }
  return status;
}

Result<std::filesystem::path> journal_named(const std::string& name, const std::filesystem::path& out) {
  if (name != "latest") return std::filesystem::path(name);
  const std::vector<std::filesystem::path> unfinished = runner::unfinished_sessions(out);
  if (unfinished.empty())
    return failure(ErrorCode::usage, fmt::format("there is no unfinished run below {}", out.string()),
                   "start one with `trackmeet run`, or name the folder with --out");
  return unfinished.front();
}

Result<ExitStatus> run(const RunOptions& options) {
  if (!options.resume.empty()) {
    Result<std::filesystem::path> journal = journal_named(options.resume, options.measuring.session.out_folder);
    if (!journal) return passed_on(journal);
    Result<runner::SessionResult> result = resume_shown(*journal);
    if (!result) return passed_on(result);
    return show(*result);
  }
  Result<Config> config = load_config(options.measuring.config_file);
  if (!config) return passed_on(config);
  Result<std::vector<ReadySuite>> suites = prepare(options.measuring, *config);
  if (!suites) return passed_on(suites);
  ExitStatus status = ExitStatus::ok;
  std::vector<model::Run> runs;
  for (const ReadySuite& suite : *suites) {
    Result<runner::SessionOptions> session = session_options(options.measuring, suite);
    if (!session) return passed_on(session);
    Result<runner::SessionResult> result = measure_shown(suite.program, *session);
    if (!result) return passed_on(result);
    if (show(*result) != ExitStatus::ok) status = ExitStatus::unanswered;
    if (result->interrupted) return status;
    std::ranges::move(result->runs, std::back_inserter(runs));
    if (suites->size() > 1) fmt::print("\n");
  }
  fmt::print("{}", report::render_overview(runs, text_options()));
  return status;
}

}  // namespace

void add_run_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<RunOptions>();
  CLI::App* command = program.add_subcommand("run", "Measure suites in rounds and write results files");
  add_measuring_flags(*command, options->measuring);
  command
      ->add_option("--resume", options->resume,
                   "Go on with an interrupted run: its journal, or the latest one below --out")
      ->type_name("JOURNAL")
      ->expected(0, 1)
      ->default_str("latest");
  command->footer(
      help_footer("  trackmeet run                                   all suites, 10 rounds each\n"
                  "  trackmeet run --suite tensor_ops --filter matmul --rounds 20\n"
                  "  trackmeet run --suite all --profile full        every benchmark there is\n"
                  "  trackmeet run --suite model_training --data fashion-mnist\n"
                  "  trackmeet run --suite ./build/my_benchmarks     any Google Benchmark executable\n"
                  "  trackmeet run --resume                          go on after Ctrl-C or a crash",
                  "every benchmark was measured"));
  command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace trackmeet::app
