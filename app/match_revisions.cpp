// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/dueling.hpp"
#include "app/interrupt.hpp"
#include "app/revisions.hpp"
#include "core/say.hpp"

namespace trackmeet::app {
namespace {

constexpr std::chrono::seconds patience_for_probing{30};

Result<runner::SuiteProgram> asked(const ConfiguredSuite& suite, const DuelingOptions& options) {
  runner::ProcessExecutor executor(catch_interrupts());
  Result<runner::SuiteProgram> program =
      runner::probe_suite(suite.executable, executor, patience_for_probing, {options.profile == "full", options.data});
  if (program) program->name = suite.name;
  return program;
}

}  // namespace

Result<duet::Contender> contender_in(const BuiltState& built, const ConfiguredSuite& suite,
                                     const DuelingOptions& options) {
  Result<runner::SuiteProgram> program = asked(suite, options);
  if (!program) return passed_on(program);
  duet::Contender contender{std::move(*program)};
  contender.built = built.state.git;
  if (const auto counted = built.counted.find(suite.name); counted != built.counted.end())
    contender.counted = counted->second;
  return contender;
}

Result<Matched> match_revisions(const Revisions& revisions, const DuelingOptions& options, const Config& config) {
  Result<SourceState> head = revisions.head.empty() ? work_tree_state(config) : revision_state(config, revisions.head);
  if (!head) return passed_on(head);
  Result<SourceState> base = revisions.base.empty() ? parting_state(config) : revision_state(config, revisions.base);
  if (!base) return passed_on(base);
  if (revisions.base.empty() && base->source.tree == head->source.tree)
    return failure(ErrorCode::usage,
                   fmt::format("{} is what the main branch holds: there is nothing to compare", head->source.label),
                   "name another base, such as --base HEAD~1");

  Result<StateBuilder> builder = StateBuilder::open(config, {options.suites, options.instructions, revisions.rebuild});
  if (!builder) return passed_on(builder);
  Matched matched;
  for (const SourceState* state : {&*base, &*head}) {
    if (state == &*head && head->source.tree == base->source.tree) {
      matched.builds.push_back(matched.builds.front());
      matched.builds.back().state = *head;
      break;
    }
    Result<BuiltState> built = builder->build(*state);
    if (!built) return passed_on(built);
    if (!built->build.ok()) return tl::make_unexpected(build_error(*built));
    matched.builds.push_back(std::move(*built));
  }
  const BuiltState& old_build = matched.builds[0];
  const BuiltState& new_build = matched.builds[1];
  for (const ConfiguredSuite& suite : new_build.suites) {
    const auto old_suite = std::ranges::find(old_build.suites, suite.name, &ConfiguredSuite::name);
    if (old_suite == old_build.suites.end()) {
      say("note: the suite {} is new and cannot be compared\n", suite.name);
      continue;
    }
    Result<duet::Contender> old_side = contender_in(old_build, *old_suite, options);
    if (!old_side) return passed_on(old_side);
    Result<duet::Contender> new_side = contender_in(new_build, suite, options);
    if (!new_side) return passed_on(new_side);
    Result<std::vector<std::string>> changes = benchmark_changes(config, suite.name, *base, *head);
    if (!changes) return passed_on(changes);
    matched.matches.push_back({std::move(*old_side), std::move(*new_side), std::move(*changes)});
  }
  if (matched.matches.empty())
    return failure(ErrorCode::input, "the two revisions have no suite in common", "name revisions that have one");
  return matched;
}

}  // namespace trackmeet::app
