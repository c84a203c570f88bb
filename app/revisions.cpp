// SPDX-License-Identifier: Apache-2.0
#include "app/revisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <system_error>
#include <utility>

#include "app/interrupt.hpp"
#include "app/places.hpp"
#include "core/printable.hpp"
#include "core/say.hpp"
#include "core/spelling.hpp"
#include "core/units.hpp"
#include "vcs/history.hpp"
#include "vcs/revision.hpp"
#include "vcs/snapshot.hpp"

namespace trackmeet::app {
namespace {

namespace fs = std::filesystem;

SourceState state_of(const vcs::Revision& revision) {
  SourceState state;
  state.source.commit = revision.commit;
  state.source.tree = revision.tree;
  const std::string brief = revision.commit.substr(0, 7);
  state.source.label = model::is_commit(revision.name) ? brief : fmt::format("{} ({})", revision.name, brief);
  state.git.commit = revision.commit;
  state.git.branch = revision.branch;
  state.git.commit_time = revision.commit_time;
  state.git.describe = revision.describe;
  return state;
}

/// The suites of a build: those that trackmeet.toml names, or what the build put into `suites/` of its output.
std::vector<ConfiguredSuite> suites_in(const Config& config, const duet::Build& build) {
  std::vector<ConfiguredSuite> suites;
  for (const ConfiguredSuite& suite : config.suites) {
    ConfiguredSuite moved = suite;
    moved.executable = build.root / suite.executable.lexically_relative(config.root);
    suites.push_back(std::move(moved));
  }
  return suites.empty() ? suites_below(build.output / "suites") : suites;
}

Result<std::vector<ConfiguredSuite>> wanted_of(std::vector<ConfiguredSuite> suites,
                                               const std::vector<std::string>& wanted, const SourceState& state) {
  if (suites.empty())
    return failure(ErrorCode::input, fmt::format("there is no suite in the build of {}", state.source.label),
                   "list the suites in trackmeet.toml, or let the build put them into suites/ of its output");
  if (wanted.empty() || std::ranges::find(wanted, "all") != wanted.end()) return suites;
  std::vector<std::string> names;
  for (const ConfiguredSuite& suite : suites) names.push_back(suite.name);
  std::vector<ConfiguredSuite> chosen;
  for (const std::string& name : wanted) {
    const auto suite = std::ranges::find(suites, name, &ConfiguredSuite::name);
    if (suite == suites.end())
      return failure(ErrorCode::usage, fmt::format("there is no suite '{}' in {}", name, state.source.label),
                     did_you_mean(name, names));
    chosen.push_back(*suite);
  }
  return chosen;
}

/// The recipe for builds that valgrind can run.
duet::BuildRecipe recipe_for_instructions(const Config& config) {
  return {config.instructions_command, config.instructions_output};
}

}  // namespace

Result<SourceState> revision_state(const Config& config, const std::string& name) {
  Result<vcs::Revision> revision = vcs::find_revision(config.root, name);
  if (!revision) return passed_on(revision);
  return state_of(*revision);
}

Result<SourceState> work_tree_state(const Config& config) {
  Result<vcs::Snapshot> snapshot = vcs::take_snapshot(config.root);
  if (!snapshot) return passed_on(snapshot);
  Result<vcs::Revision> revision = vcs::find_revision(config.root, "HEAD");
  if (!revision) return passed_on(revision);
  SourceState state = state_of(*revision);
  if (!snapshot->dirty) return state;
  state.source.tree = snapshot->tree;
  state.source.label = fmt::format("the work tree ({} with changes)", revision->commit.substr(0, 7));
  state.git.dirty = true;
  return state;
}

Result<SourceState> parting_state(const Config& config) {
  Result<std::string> main = vcs::main_branch(config.root);
  if (!main) return passed_on(main);
  Result<std::string> commit = vcs::merge_base(config.root, *main, "HEAD");
  if (!commit) return passed_on(commit);
  return revision_state(config, *commit);
}

StateBuilder::StateBuilder(const Config& config, Wish wish, fs::path folder)
    : config_(&config), wish_(std::move(wish)), folder_(std::move(folder)) {}

Result<StateBuilder> StateBuilder::open(const Config& config, Wish wish) {
  if (config.build_command.empty())
    return failure(ErrorCode::usage, "how this project is built is not known",
                   "write it into trackmeet.toml under [build] (`trackmeet init` writes an example); a duet takes two "
                   "executables instead");
  if (wish.instructions && config.instructions_command.empty())
    return failure(ErrorCode::usage, "how this project is built for counting instructions is not known",
                   "write command and output into trackmeet.toml under [instructions]");
  Result<fs::path> folder = duet::build_folder(config.root);
  if (!folder) return passed_on(folder);
  return StateBuilder(config, std::move(wish), std::move(*folder));
}

Result<BuiltState> StateBuilder::build(const SourceState& state) {
  runner::ProcessExecutor executor(catch_interrupts());
  const SystemClock clock;
  const auto made = [&](const duet::BuildRecipe& recipe, const fs::path& folder) -> Result<duet::Build> {
    duet::BuildCacheOptions options;
    options.project = config_->root;
    options.folder = folder;
    options.recipe = recipe;
    options.environment = duet::current_environment();
    options.before_build = [](const std::string& label, const fs::path& log) {
      say("building {}; its output goes to {}\n", printable(label), printable(log.string()));
    };
    duet::BuildCache cache(std::move(options), executor, clock);
    Result<duet::Build> build =
        cache.build(state.source, wish_.build_again ? duet::Kept::build_again : duet::Kept::use);
    if (!build) return build;
    if (build->end == duet::BuildEnd::interrupted) return failure(ErrorCode::io, "interrupted while building");
    for (const std::string& note : build->notes) say("note: {}\n", printable(note));
    if (build->end == duet::BuildEnd::built) say("built in {}\n", format_duration(build->seconds));
    return build;
  };
  Result<duet::Build> build = made({config_->build_command, config_->build_output}, folder_);
  if (!build) return passed_on(build);
  BuiltState built{state, std::move(*build)};
  if (!built.build.ok()) return built;
  Result<std::vector<ConfiguredSuite>> suites = wanted_of(suites_in(*config_, built.build), wish_.suites, state);
  if (!suites) return passed_on(suites);
  built.suites = std::move(*suites);
  if (!wish_.instructions) return built;

  build = made(recipe_for_instructions(*config_), folder_ / "instructions");
  if (!build) return passed_on(build);
  if (!build->ok()) {
    built.build = std::move(*build);
    return built;
  }
  for (const ConfiguredSuite& suite : suites_below(build->output / "suites"))
    built.counted[suite.name] = suite.executable;
  built.for_instructions = std::move(*build);
  return built;
}

Error build_error(const BuiltState& state) {
  std::string message = fmt::format("{} does not build: {}", state.state.source.label, state.build.reason);
  if (!state.build.last_lines.empty()) message += "; it said: " + state.build.last_lines;
  return {ErrorCode::input, std::move(message), SourcePos{state.build.log.string()},
          state.build.remembered ? "it failed before and was not tried again; --rebuild tries" : "see the log"};
}

Result<std::vector<std::string>> benchmark_changes(const Config& config, const std::string& suite,
                                                   const SourceState& base, const SourceState& head) {
  if (base.source.tree == head.source.tree) return std::vector<std::string>();
  Result<fs::path> root = vcs::repository_root(config.root);
  if (!root) return passed_on(root);
  fs::path source = fs::path("suites") / suite;
  for (const ConfiguredSuite& known : config.suites)
    if (known.name == suite && !known.source.empty()) source = known.source;
  std::error_code ignored;
  const fs::path below = (fs::weakly_canonical(config.root, ignored) / source).lexically_relative(*root);
  return vcs::differing_files(config.root, base.source.tree, head.source.tree, below);
}

}  // namespace trackmeet::app
