// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "app/blessing.hpp"
#include "app/command.hpp"
#include "app/config.hpp"
#include "app/output.hpp"
#include "app/places.hpp"
#include "core/clock.hpp"
#include "core/file.hpp"
#include "core/printable.hpp"
#include "core/text_table.hpp"
#include "core/units.hpp"
#include "machine/machine.hpp"
#include "model/baseline.hpp"
#include "model/results_file.hpp"
#include "report/baseline_table.hpp"
#include "report/text.hpp"

namespace trackmeet::app {
namespace {

namespace fs = std::filesystem;

struct BaselineOptions {
  std::vector<std::string> runs;
  std::string which;
  std::string reason;
  std::string config_file;
  bool local = false;
  bool dry_run = false;
};

// --- list and show
// -----------------------------------------------------------------------------------------------------

/// All baseline files below `root`'s `baselines/`.
std::vector<fs::path> baseline_files(const fs::path& root) {
  std::vector<fs::path> files;
  std::error_code ignored;
  for (const auto& folder : fs::directory_iterator(root / "baselines", ignored)) {
    if (!folder.is_directory(ignored)) continue;
    for (const auto& entry : fs::directory_iterator(folder.path(), ignored))
      if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

Result<ExitStatus> list(const BaselineOptions& options) {
  Result<Config> config = load_config(options.config_file);
  if (!config) return passed_on(config);
  const std::string here = machine::machine_class(machine::describe_machine());
  TextTable table({{"machine class", Align::left, true},
                   {"suite"},
                   {"commit"},
                   {"sessions", Align::right},
                   {"measured"},
                   {"where"}});
  std::size_t found = 0;
  const auto add = [&](const fs::path& root, const char* where) -> Result<void> {
    for (const fs::path& file : baseline_files(root)) {
      Result<model::Baseline> baseline = model::read_baseline(file);
      if (!baseline) return passed_on(baseline);
      const std::vector<const model::Run*> sessions = model::blessed_sessions(*baseline);
      const bool ours = baseline->machine_class == here;
      table.add_row({{baseline->machine_class + (ours ? " *" : ""), ours ? Colour::bold : Colour::none},
                     baseline->suite,
                     sessions.back()->git.commit.substr(0, 7),
                     std::to_string(sessions.size()),
                     to_iso8601(sessions.back()->timestamp).substr(0, 10),
                     where});
      ++found;
    }
    return {};
  };
  if (Result<void> added = add(config->root, "committed"); !added) return passed_on(added);
  if (const Result<fs::path> local = local_root(*config))
    if (Result<void> added = add(*local, "local"); !added) return passed_on(added);
  if (config->suites.empty() && installation() != config->root)
    if (Result<void> added = add(installation(), "shipped"); !added) return passed_on(added);
  if (found == 0) {
    fmt::print("no baseline yet: `trackmeet bench` keeps a local one, `trackmeet baseline update` commits one\n");
    return ExitStatus::ok;
  }
  const report::TextOptions text = text_options();
  fmt::print("{}\n* this machine\n", table.str(text.width, text.colour));
  return ExitStatus::ok;
}

/// The file that `which` names: a path, or a suite on this machine's class.
Result<fs::path> baseline_named(const std::string& which, const Config& config) {
  std::error_code ignored;
  if (fs::is_regular_file(which, ignored)) return fs::path(which);
  const std::string here = machine::machine_class(machine::describe_machine());
  if (const auto file = find_baseline(config, here, which)) return *file;
  if (config.suites.empty())
    if (const auto file = find_shipped_baseline(here, which)) return *file;
  return failure(ErrorCode::usage, fmt::format("there is no baseline of '{}' for {}", which, here),
                 "`trackmeet baseline list` shows those there are; a path works too");
}

Result<ExitStatus> show(const BaselineOptions& options) {
  Result<Config> config = load_config(options.config_file);
  if (!config) return passed_on(config);
  Result<fs::path> file = baseline_named(options.which, *config);
  if (!file) return passed_on(file);
  Result<model::Baseline> baseline = model::read_baseline(*file);
  if (!baseline) return passed_on(baseline);
  fmt::print("{}", report::render_baseline(*baseline, text_options()));
  return ExitStatus::ok;
}

// --- update and accept
// -------------------------------------------------------------------------------------------------

enum class Regressions { refuse, accept };

/// `path` from here if it lies below, else in full.
std::string short_path(const fs::path& path) {
  std::error_code ignored;
  const fs::path relative = path.lexically_relative(fs::current_path(ignored));
  return relative.empty() || *relative.begin() == ".." ? path.string() : relative.string();
}

std::string as_list(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) text += (text.empty() ? "" : "; ") + sentence;
  return text;
}

/// The run of results/ that was measured last, whatever its file is called. One side of a duet is no session of its
/// own.
std::optional<fs::path> newest_run() {
  std::optional<std::pair<UtcTime, fs::path>> newest;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("results", ignored)) {
    if (entry.path().extension() != ".json") continue;
    const Result<model::Run> run = model::read_run(entry.path());
    if (!run || run->duet) continue;
    std::pair candidate(run->timestamp, entry.path());
    if (!newest || candidate > *newest) newest = std::move(candidate);
  }
  return newest ? std::optional(newest->second) : std::nullopt;
}

/// The results files to bless: those named, or the newest run in results/.
Result<std::vector<fs::path>> runs_to_bless(const BaselineOptions& options) {
  if (!options.runs.empty()) return std::vector<fs::path>(options.runs.begin(), options.runs.end());
  const std::optional<fs::path> newest = newest_run();
  if (!newest)
    return failure(ErrorCode::usage, "there is no results file in results/",
                   "measure with `trackmeet run`, or name the file");
  return std::vector{*newest};
}

/// What the new session is held against before it is blessed, shown to the maintainer.
Result<std::vector<std::string>> show_old_against_new(const model::Baseline& old, const model::Run& run,
                                                      compare::Policy policy, Regressions regressions) {
  const bool refuses = regressions == Regressions::refuse && !same_program(old, run);
  policy.gate = refuses ? compare::Gate::slight : compare::Gate::none;
  policy.force = true;
  Result<compare::Comparison> comparison = compare::compare_runs(old, run, policy);
  if (!comparison) return passed_on(comparison);
  fmt::print("{}\n", report::render_text(*comparison, text_options()));
  return regressions_in(*comparison);
}

Result<void> bless(const fs::path& path, const BaselineOptions& options, const Config& config,
                   Regressions regressions) {
  Result<model::Run> run = model::read_run(path);
  if (!run) return passed_on(run);
  if (run->environment.machine_class.empty() || run->suite.empty())
    return failure(ErrorCode::input, "a baseline needs a machine class and a suite, and this file names none",
                   SourcePos{path.string()}, "measure with `trackmeet run`, which records both");
  const std::vector<std::string> objections = objections_to(*run);
  if (!objections.empty() && options.reason.empty())
    return failure(ErrorCode::conflict, "refused: " + as_list(objections), SourcePos{path.string()},
                   "mend that and measure again, or say why it is right with --reason TEXT (kept in the file)");

  Result<fs::path> root = options.local ? local_root(config) : Result<fs::path>(config.root);
  if (!root) return passed_on(root);
  const fs::path file = model::baseline_path(*root, run->environment.machine_class, run->suite);
  std::optional<model::Baseline> old;
  std::error_code ignored;
  if (fs::exists(file, ignored)) {
    Result<model::Baseline> read = model::read_baseline(file);
    if (!read) return passed_on(read);
    old = std::move(*read);
  }

  model::BlessedRun blessed{std::move(*run), SystemClock().utc_now(), options.reason, objections, {}};
  if (old) {
    for (const model::BlessedRun& session : old->sessions)
      if (session.run.id == blessed.run.id && !blessed.run.id.empty())
        return failure(ErrorCode::conflict, "this run is in the baseline already", SourcePos{path.string()});
    Result<std::vector<std::string>> worse = show_old_against_new(*old, blessed.run, config.policy, regressions);
    if (!worse) return passed_on(worse);
    if (same_program(*old, blessed.run)) {
      fmt::print(
          "Same commit as the baseline: what differs is the machine's mood, and the session spread learns from it.\n");
    } else if (!worse->empty() && regressions == Regressions::refuse) {
      return failure(ErrorCode::conflict, "refused: it is slower than the baseline: " + as_list(*worse),
                     SourcePos{path.string()},
                     "if that is meant to be, say so: trackmeet baseline accept " + path.string() + " --reason TEXT");
    } else {
      blessed.accepted_regressions = std::move(*worse);
    }
  }
  const std::string commit = blessed.run.git.commit.empty() ? "an unknown commit" : blessed.run.git.commit.substr(0, 7);
  const model::Baseline updated = with_session(std::move(old), std::move(blessed));
  if (options.dry_run) {
    fmt::print("would write {} (--dry-run)\n", printable(file.string()));
    return {};
  }
  Result<std::string> text = model::format_baseline(updated);
  if (!text) return passed_on(text);
  if (Result<void> written = write_file_atomically(file, *text); !written) return passed_on(written);
  fmt::print("wrote {}: {} now stands for {} in {}\n", printable(short_path(file)), updated.suite, commit,
             format_count(model::blessed_sessions(updated).size(), "session"));
  if (!options.local) fmt::print("Commit the file so that everyone compares with it.\n");
  return {};
}

Result<ExitStatus> bless_all(const BaselineOptions& options, Regressions regressions) {
  Result<Config> config = load_config(options.config_file);
  if (!config) return passed_on(config);
  Result<std::vector<fs::path>> paths = runs_to_bless(options);
  if (!paths) return passed_on(paths);
  for (const fs::path& path : *paths)
    if (Result<void> done = bless(path, options, *config, regressions); !done) return passed_on(done);
  return ExitStatus::ok;
}

void add_blessing_flags(CLI::App& command, BaselineOptions& options) {
  command.add_option("run", options.runs, "Results files (the newest in results/)")->type_name("FILE…");
  command.add_flag("--local", options.local, "Keep it for this user on this machine only, outside the project");
  command.add_flag("--dry-run", options.dry_run, "Show what would be done and write nothing");
}

}  // namespace

void add_baseline_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<BaselineOptions>();
  CLI::App* command = program.add_subcommand("baseline", "List, show and update what runs are compared with");
  command->require_subcommand(1);
  command->add_option("--config", options->config_file, "Configuration (trackmeet.toml here or above)")
      ->type_name("FILE");
  command->footer(
      help_footer("  trackmeet baseline list\n"
                  "  trackmeet baseline show tensor_ops\n"
                  "  trackmeet baseline update                 bless the newest run in results/\n"
                  "  trackmeet baseline accept results/new.json --reason \"checks bounds now\"",
                  "it is listed, shown or written"));

  CLI::App* listing = command->add_subcommand("list", "All baselines: committed ones and local ones");
  listing->callback([options, &action] { action = [options] { return list(*options); }; });

  CLI::App* showing = command->add_subcommand("show", "What one baseline stands for");
  showing->add_option("suite", options->which, "A suite (on this machine's class) or a file")
      ->type_name("SUITE|FILE")
      ->required();
  showing->callback([options, &action] { action = [options] { return show(*options); }; });

  CLI::App* updating = command->add_subcommand("update", "Bless a run that is not worse than the baseline");
  add_blessing_flags(*updating, *options);
  updating->add_option("--reason", options->reason, "Why a dirty, noisy or incomplete run is right all the same")
      ->type_name("TEXT");
  updating->callback([options, &action] { action = [options] { return bless_all(*options, Regressions::refuse); }; });

  CLI::App* accepting = command->add_subcommand("accept", "Bless a run although it is worse, and say why");
  add_blessing_flags(*accepting, *options);
  accepting->add_option("--reason", options->reason, "Why it is right")->type_name("TEXT")->required();
  accepting->callback([options, &action] { action = [options] { return bless_all(*options, Regressions::accept); }; });
}

}  // namespace trackmeet::app
