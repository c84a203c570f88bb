// SPDX-License-Identifier: Apache-2.0
#include "app/blessing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/units.hpp"

namespace trackmeet::app {

std::vector<std::string> objections_to(const model::Run& run) {
  std::vector<std::string> objections;
  if (run.git.commit.empty()) objections.emplace_back("it is not known which commit was measured");
  if (run.git.dirty)
    objections.push_back(fmt::format("the work tree was dirty: {} is not what was measured", run.git.describe));
  for (const model::Failure& failed : run.failures)
    objections.push_back(fmt::format("{} failed: {}", failed.name, failed.detail));
  for (const std::string& warning : run.environment.warnings) objections.push_back(warning);
  return objections;
}

std::vector<std::string> regressions_in(const compare::Comparison& comparison) {
  std::vector<std::string> regressions;
  for (const compare::ComparedRow& row : comparison.rows) {
    if (row.verdict != compare::Verdict::regression) continue;
    const std::string change =
        row.by_difference ? fmt::format("{:+g} {}", row.change, row.metric.unit) : format_change(row.change);
    regressions.push_back(fmt::format("{}: {} {}", row.name, change, row.metric.name));
  }
  return regressions;
}

bool same_program(const model::Baseline& baseline, const model::Run& run) {
  return model::is_same_program(baseline.sessions.back().run.git, run.git);
}

model::Baseline with_session(std::optional<model::Baseline> old, model::BlessedRun blessed) {
  model::Baseline baseline;
  if (old) baseline = std::move(*old);
  baseline.suite = blessed.run.suite;
  baseline.machine_class = blessed.run.environment.machine_class;
  baseline.sessions.push_back(std::move(blessed));
  if (baseline.sessions.size() > most_sessions)
    baseline.sessions.erase(baseline.sessions.begin(),
                            baseline.sessions.end() - static_cast<std::ptrdiff_t>(most_sessions));
  return baseline;
}

model::Run merge_sides(const model::Run& base, const model::Run& head) {
  model::Run merged = base;
  merged.duet.reset();
  std::uint32_t rounds = 0;
  for (model::Row& row : merged.rows) {
    rounds = std::max(rounds, row.round.value_or(0) + 1);
    row.block.reset();
    row.position.reset();
  }
  for (model::Row row : head.rows) {
    for (model::Value& value : row.values) value.metric = model::metric_index(merged, head.metrics[value.metric].name);
    row.round = row.round.value_or(0) + rounds;
    row.block.reset();
    row.position.reset();
    merged.rows.push_back(std::move(row));
  }
  for (const model::Failure& failed : head.failures)
    if (std::ranges::find(merged.failures, failed.name, &model::Failure::name) == merged.failures.end())
      merged.failures.push_back(failed);
  return merged;
}

}  // namespace trackmeet::app
