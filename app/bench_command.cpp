// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <regex>
#include <set>

#include "app/blessing.hpp"
#include "app/command.hpp"
#include "app/config.hpp"
#include "app/measuring.hpp"
#include "app/output.hpp"
#include "app/outputs.hpp"
#include "app/places.hpp"
#include "core/file.hpp"
#include "core/printable.hpp"
#include "core/say.hpp"
#include "core/units.hpp"
#include "model/baseline.hpp"
#include "report/overview.hpp"
#include "report/self_check.hpp"
#include "report/text.hpp"

namespace trackmeet::app {
namespace {

struct BenchOptions {
  MeasuringOptions measuring;
  std::string gate;
  OutputOptions outputs;

  /// Text is shown suite by suite, as they are measured; what else standard output is to get comes at the end.
  bool as_text() const { return outputs.format == "text"; }
};

ExitStatus worse_of(ExitStatus a, ExitStatus b) {
  if (a == ExitStatus::regression || b == ExitStatus::regression) return ExitStatus::regression;
  return std::max(a, b);
}

/// The benchmarks of `baseline` that `filter`, a valid expression, leaves out: not measured on purpose, so not missing.
std::set<std::string> left_out(const model::Baseline& baseline, const std::string& filter) {
  const std::regex wanted(filter, std::regex::ECMAScript);
  std::set<std::string> names;
  for (const model::Run* run : model::blessed_sessions(baseline))
    for (const std::string& name : model::benchmark_names(*run))
      if (!std::regex_search(name, wanted)) names.insert(name);
  return names;
}

report::TextOptions shown_as(const OutputOptions& outputs) {
  report::TextOptions text = text_options();
  text.show_unchanged = outputs.show_all;
  return text;
}

/// Measures and compares with the baseline; adds what came out to `answers`.
Result<ExitStatus> against_baseline(const ReadySuite& suite, const runner::SessionOptions& session,
                                    compare::Policy policy, const BenchOptions& options, Answers& answers) {
  Result<model::Baseline> baseline = model::read_baseline(*suite.baseline);
  if (!baseline) return passed_on(baseline);
  Result<runner::SessionResult> measured = measure_shown(suite.program, session);
  if (!measured) return passed_on(measured);
  if (measured->interrupted) {
    tell_interrupted(*measured);
    return ExitStatus::unanswered;
  }
  policy.not_asked = left_out(*baseline, session.filter);
  policy.not_asked.insert(suite.program.left_out.begin(), suite.program.left_out.end());
  Result<compare::Comparison> comparison = compare::compare_runs(*baseline, measured->runs.front(), policy);
  if (!comparison) return passed_on(comparison);
  if (options.as_text()) fmt::print("{}", report::render_text(*comparison, shown_as(options.outputs)));
  say("written: {}\n", printable(measured->files.front().string()));
  answers.add(std::move(*comparison), {std::move(*baseline), std::move(measured->runs.front())});
  return static_cast<ExitStatus>(answers.comparisons.back().exit_status);
}

/// The first time on this machine class: measures the build against itself, interleaved, and keeps the run as a local
/// baseline.
Result<ExitStatus> first_time(const ReadySuite& suite, runner::SessionOptions session, compare::Policy policy,
                              const Config& config, const BenchOptions& options) {
  say("no baseline of {} for this machine class yet: measuring the build against itself\n",
      printable(suite.program.name));
  session.against_itself = true;
  Result<runner::SessionResult> measured = measure_shown(suite.program, session);
  if (!measured) return passed_on(measured);
  if (measured->interrupted) {
    tell_interrupted(*measured);
    return ExitStatus::unanswered;
  }
  const model::Run& base = measured->runs.at(0);
  const model::Run& head = measured->runs.at(1);
  // The sides are judged by the bands that the next run will be judged by.
  policy.bands.slight = policy.bands.minor;
  Result<compare::Comparison> comparison =
      compare::compare_runs(with_session(std::nullopt, {base, base.timestamp, {}, {}, {}}), head, policy);
  if (!comparison) return passed_on(comparison);
  std::FILE* const out = options.as_text() ? stdout : stderr;
  fmt::print(out, "{}\n{}\n", report::render_text(*comparison, shown_as(options.outputs)),
             report::render_self_check(*comparison, text_options()));

  Result<std::filesystem::path> root = local_root(config);
  if (!root) return passed_on(root);
  const model::Run merged = merge_sides(base, head);
  if (!merged.failures.empty()) {
    say("not kept as a baseline, since {} failed\n", format_count(merged.failures.size(), "benchmark"));
    return ExitStatus::unanswered;
  }
  const std::filesystem::path file = model::baseline_path(*root, merged.environment.machine_class, merged.suite);
  Result<std::string> written =
      model::format_baseline(with_session(std::nullopt, {merged, merged.timestamp, "first run", {}, {}}));
  if (!written) return passed_on(written);
  if (Result<void> kept = write_file_atomically(file, *written); !kept) return passed_on(kept);
  fmt::print(out, "Kept as your local baseline: {}\nThe next run is compared with it.\n", printable(file.string()));
  return ExitStatus::ok;
}

Result<ExitStatus> bench(const BenchOptions& options) {
  if (Result<void> sound = check_outputs(options.outputs); !sound) return passed_on(sound);
  if (Result<void> sound = check_outputs_writable(options.outputs); !sound) return passed_on(sound);
  Result<Config> config = load_config(options.measuring.config_file);
  if (!config) return passed_on(config);
  compare::Policy policy = config->policy;
  if (!options.gate.empty()) policy.gate = *gate_named(options.gate);
  Result<std::vector<ReadySuite>> suites = prepare(options.measuring, *config);
  if (!suites) return passed_on(suites);
  ExitStatus status = ExitStatus::ok;
  Answers answers;
  for (const ReadySuite& suite : *suites) {
    Result<runner::SessionOptions> session = session_options(options.measuring, suite);
    if (!session) return passed_on(session);
    Result<ExitStatus> one = suite.baseline ? against_baseline(suite, *session, policy, options, answers)
                                            : first_time(suite, *session, policy, *config, options);
    if (!one) return one;
    status = worse_of(status, *one);
    if (suites->size() > 1 && options.as_text()) fmt::print("\n");
  }
  if (options.as_text()) {
    fmt::print("{}", report::render_overview(answers.comparisons, text_options()));
    return write_outputs(answers, options.outputs) ? status : ExitStatus::unanswered;
  }
  return worse_of(status, present(answers, options.outputs));
}

}  // namespace

void add_bench_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<BenchOptions>();
  CLI::App* command =
      program.add_subcommand("bench", "Measure, compare with this machine's baseline, and give the verdict");
  add_measuring_flags(*command, options->measuring);
  command
      ->add_option("--gate", options->gate,
                   "Smallest severity that exits with 1: slight, minor, moderate, severe or none (minor)")
      ->type_name("SEVERITY")
      ->check(CLI::IsMember({"none", "slight", "minor", "moderate", "severe"}).description(""));
  add_output_flags(*command, options->outputs);
  command->footer(
      help_footer("  trackmeet bench                        all suites; the first time it makes a local baseline\n"
                  "  trackmeet bench --filter matmul        only some benchmarks\n"
                  "  trackmeet bench --rounds 20 --gate slight\n"
                  "  trackmeet bench --markdown comment.md --junit junit.xml"));
  command->callback([options, &action] { action = [options] { return bench(*options); }; });
}

}  // namespace trackmeet::app
