// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "app/command.hpp"
#include "app/config.hpp"
#include "app/dueling.hpp"
#include "app/measuring.hpp"
#include "core/printable.hpp"
#include "core/units.hpp"
#include "duet/play.hpp"

namespace trackmeet::app {
namespace {

struct DuetCommandOptions {
  std::vector<std::string> executables;
  std::string base;
  std::string head;
  std::vector<std::string> base_environment;
  std::vector<std::string> head_environment;
  std::string resume;
  bool rebuild = false;
  DuelingOptions dueling;
};

Result<duet::DuetResult> resumed(const DuetCommandOptions& options) {
  std::filesystem::path journal = options.resume;
  if (options.resume == "latest") {
    const std::vector<std::filesystem::path> unfinished = duet::unfinished_duets(options.dueling.duet.out_folder);
    if (unfinished.empty())
      return failure(ErrorCode::usage,
                     fmt::format("there is no unfinished duet below {}", options.dueling.duet.out_folder.string()),
                     "start one with `trackmeet duet`, or name the folder with --out");
    journal = unfinished.front();
  }
  return with_duet_progress([&](duet::DuetContext& context) { return duet::resume(journal, context); });
}

Result<Matched> matches_of(const DuetCommandOptions& options, const Config& config) {
  Result<Matched> matched =
      options.executables.empty()
          ? match_revisions({options.base, options.head, options.rebuild}, options.dueling, config)
          : match_executables(options.executables[0], options.executables[1], options.dueling);
  if (!matched) return matched;
  for (duet::Match& match : matched->matches) {
    match.base.environment = options.base_environment;
    match.head.environment = options.head_environment;
  }
  return matched;
}

Result<void> check(const DuetCommandOptions& options) {
  if (options.executables.empty()) return {};
  if (options.executables.size() != 2)
    return failure(ErrorCode::usage, "a duet takes two executables", "trackmeet duet BASE_EXE HEAD_EXE");
  if (!options.base.empty() || !options.head.empty())
    return failure(ErrorCode::usage, "two executables and revisions cannot be asked for at once",
                   "name either BASE_EXE HEAD_EXE, or --base and --head");
  return {};
}

Result<ExitStatus> duet_command(const DuetCommandOptions& options) {
  if (Result<void> sound = check(options); !sound) return passed_on(sound);
  if (Result<void> sound = check_outputs(options.dueling.outputs); !sound) return passed_on(sound);
  if (Result<void> sound = check_outputs_writable(options.dueling.outputs); !sound) return passed_on(sound);
  Result<Config> config = load_config(options.dueling.config_file);
  if (!config) return passed_on(config);
  compare::Policy policy = policy_of(options.dueling, *config);
  Result<duet::DuetResult> result = [&]() -> Result<duet::DuetResult> {
    if (!options.resume.empty()) return resumed(options);
    Result<Matched> matched = matches_of(options, *config);
    if (!matched) return passed_on(matched);
    Result<duet::DuetOptions> duet = duet_options(options.dueling, policy);
    if (!duet) return passed_on(duet);
    return with_duet_progress([&](duet::DuetContext& context) { return duet::play(matched->matches, *duet, context); });
  }();
  if (!result) return passed_on(result);
  return show_duet(*result, options.dueling, policy);
}

}  // namespace

void add_duet_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<DuetCommandOptions>();
  CLI::App* command = program.add_subcommand(
      "duet", "Measure two builds interleaved on this machine and say what changed between them");
  command->add_option("executables", options->executables, "Two builds of any Google Benchmark executable")
      ->type_name("BASE_EXE HEAD_EXE");
  command
      ->add_option("--base", options->base,
                   "Revision to compare with (where the main branch and what is checked out part)")
      ->type_name("REV");
  command->add_option("--head", options->head, "Revision to judge (the work tree as it is)")->type_name("REV");
  command->add_flag("--rebuild", options->rebuild, "Build both again, although a build is in store");
  add_dueling_flags(*command, options->dueling);
  command->add_option("--base-env", options->base_environment, "Environment of the base's processes")
      ->type_name("NAME=VALUE");
  command->add_option("--head-env", options->head_environment, "Environment of the head's processes")
      ->type_name("NAME=VALUE");
  command
      ->add_option("--resume", options->resume,
                   "Go on with an interrupted duet: its journal, or the latest below --out")
      ->type_name("JOURNAL")
      ->expected(0, 1)
      ->default_str("latest");
  command->footer(
      help_footer("  trackmeet duet                                  the work tree against the main branch\n"
                  "  trackmeet duet --base v1.0 --head HEAD --filter matmul\n"
                  "  trackmeet duet old/my_benchmarks new/my_benchmarks --threshold 0.5\n"
                  "  trackmeet duet --budget 20m --gate slight --markdown comment.md\n"
                  "  trackmeet duet --resume                         go on after Ctrl-C or a crash"));
  command->callback([options, &action] { action = [options] { return duet_command(*options); }; });
}

}  // namespace trackmeet::app
