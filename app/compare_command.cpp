// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <utility>

#include "app/command.hpp"
#include "app/config.hpp"
#include "app/outputs.hpp"
#include "app/read_sides.hpp"
#include "compare/comparison.hpp"
#include "core/spelling.hpp"

namespace trackmeet::app {
namespace {

struct CompareOptions {
  std::vector<std::string> files;
  std::string baseline;
  std::string current;
  std::string from;
  std::string gate;
  std::string config_file;
  std::vector<std::string> metrics;
  OutputOptions outputs;
  bool force = false;
};

/// Base and head as they were named, by place or by flag.
Result<std::pair<std::string, std::string>> sides(const CompareOptions& options) {
  std::vector<std::string> rest = options.files;
  const auto take = [&rest](const std::string& named) {
    if (!named.empty() || rest.empty()) return named;
    std::string first = rest.front();
    rest.erase(rest.begin());
    return first;
  };
  const std::string base = take(options.baseline);
  const std::string head = take(options.current);
  if (base.empty() || head.empty() || !rest.empty())
    return failure(ErrorCode::usage, "compare takes two files: a baseline and a current run",
                   "trackmeet compare BASELINE CURRENT (see trackmeet compare --help)");
  if (base == "-" && head == "-")
    return failure(ErrorCode::usage, "only one of the two can be standard input", "write the other to a file first");
  return std::pair(base, head);
}

/// What --metric names must be in one of the two at least.
Result<void> check_metrics(const std::vector<std::string>& asked, const SidesRead& read) {
  std::vector<std::string> there;
  const auto add = [&there](const model::Run& run) {
    for (const model::Metric& metric : run.metrics)
      if (std::ranges::find(there, metric.name) == there.end()) there.push_back(metric.name);
  };
  add(read.head);
  for (const model::Run* session : model::blessed_sessions(read.base)) add(*session);
  for (const std::string& metric : asked)
    if (std::ranges::find(there, metric) == there.end())
      return failure(ErrorCode::usage, fmt::format("neither side has the metric '{}'", metric),
                     did_you_mean(metric, there));
  return {};
}

Result<ExitStatus> compare(const CompareOptions& options) {
  Result<std::pair<std::string, std::string>> named = sides(options);
  if (!named) return passed_on(named);
  Result<Config> config = load_config(options.config_file);
  if (!config) return passed_on(config);
  std::vector<std::string> inputs = {named->first, named->second};
  if (!config->file.empty()) inputs.push_back(config->file.string());
  if (Result<void> sound = check_outputs(options.outputs, inputs); !sound) return passed_on(sound);
  compare::Policy policy = config->policy;
  if (!options.gate.empty()) policy.gate = *gate_named(options.gate);
  if (!options.metrics.empty()) policy.metrics = options.metrics;
  policy.force = options.force;

  Result<SidesRead> read = read_sides(named->first, named->second, options.from);
  if (!read) return passed_on(read);
  if (Result<void> known = check_metrics(options.metrics, *read); !known) return passed_on(known);
  Result<compare::Comparison> comparison = compare::compare_runs(read->base, read->head, policy);
  if (!comparison) return passed_on(comparison);

  Answers answers;
  answers.add(std::move(*comparison), {std::move(read->base), std::move(read->head), policy.renames});
  return present(answers, options.outputs);
}

}  // namespace

void add_compare_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<CompareOptions>();
  CLI::App* command = program.add_subcommand(
      "compare", "Say what became slower between a baseline and a current run, and how sure that is");
  command
      ->add_option("files", options->files,
                   "Each a file in any format, a folder, a pattern or - (standard input); BASELINE may be a baseline")
      ->type_name("BASELINE CURRENT");
  command->add_option("--baseline", options->baseline, "The baseline, named")->type_name("FILE");
  command->add_option("--current", options->current, "The current run, named")->type_name("FILE");
  command->add_option("--from", options->from, from_help())->type_name("FORMAT");
  command
      ->add_option("--gate", options->gate,
                   "Smallest severity that exits with 1: slight, minor, moderate, severe or none (minor)")
      ->type_name("SEVERITY")
      ->check(CLI::IsMember({"none", "slight", "minor", "moderate", "severe"}).description(""));
  command->add_option("--metric", options->metrics, "Judge this metric (all that the files have)")->type_name("NAME");
  command->add_option("--config", options->config_file, "Configuration (trackmeet.toml here or above)")
      ->type_name("FILE");
  command->add_flag("--force", options->force, "Compare across machine classes and build types all the same");
  add_output_flags(*command, options->outputs);
  command->footer(
      help_footer("  trackmeet compare baselines/x86_64-amd-epyc-2c-debian-12/tensor_ops.json results/new.json\n"
                  "  trackmeet compare old.json new.json --gate moderate\n"
                  "  trackmeet compare --baseline old.json --current - --format markdown < new.json\n"
                  "  trackmeet compare old.json new.json --format github --junit junit.xml --json verdict.json"));
  command->callback([options, &action] { action = [options] { return compare(*options); }; });
}

}  // namespace trackmeet::app
