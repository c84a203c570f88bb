// SPDX-License-Identifier: Apache-2.0
#include "model/together.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "model/file_rounds.hpp"
#include "model/limits.hpp"
#include "model/unnamed_suites.hpp"

namespace trackmeet::model {
namespace {

/// Names that occur in more than one suite.
std::set<std::string> shared_names(const std::vector<Run>& runs) {
  std::map<std::string, std::string> suite_of;
  std::set<std::string> shared;
  for (const Run& run : runs)
    for (const std::string& name : benchmark_names(run))
      if (suite_of.try_emplace(name, run.suite).first->second != run.suite) shared.insert(name);
  return shared;
}

/// The round after the last one.
std::uint32_t rounds_of(const Run& run) {
  std::uint32_t next = 0;
  for (const Row& row : run.rows)
    if (row.round && *row.round >= next && *row.round < UINT32_MAX) next = *row.round + 1;
  return next;
}

Result<void> check_duets(const std::vector<Run>& runs, const std::string& source) {
  std::map<std::string, Side> sides;
  for (const Run& run : runs) {
    if (!run.duet) continue;
    if (sides.try_emplace(run.duet->id, run.duet->side).first->second != run.duet->side)
      return failure(ErrorCode::input, "both sides of a duet lie here", SourcePos{source},
                     "name the files: trackmeet compare '…_base.json' '…_head.json'");
  }
  return {};
}

void join_duet(Run& whole, const Run& part) {
  if (!whole.duet || !part.duet || whole.duet->id != part.duet->id) {
    whole.duet.reset();
    return;
  }
  whole.duet->looks.insert(part.duet->looks.begin(), part.duet->looks.end());
  std::vector<std::string>& changes = whole.duet->benchmark_changes;
  changes.insert(changes.end(), part.duet->benchmark_changes.begin(), part.duet->benchmark_changes.end());
}

void note_difference(Run& whole, std::string_view what) {
  std::vector<std::string>& warnings = whole.environment.warnings;
  std::string warning = fmt::format("its files are of different {}", what);
  if (std::ranges::find(warnings, warning) == warnings.end()) warnings.push_back(std::move(warning));
}

void join_circumstances(Run& whole, const Run& part) {
  if (whole.git.commit != part.git.commit) {
    note_difference(whole, "commits");
    whole.git = {};
  }
  if (whole.environment.machine_class != part.environment.machine_class) note_difference(whole, "machines");
  for (const std::string& warning : part.environment.warnings) {
    std::vector<std::string>& warnings = whole.environment.warnings;
    if (std::ranges::find(warnings, warning) == warnings.end()) warnings.push_back(warning);
  }
  whole.timestamp = std::max(whole.timestamp, part.timestamp);
}

/// Says in which file it was that a benchmark failed.
void name_file(Failure& failure, const std::string& source) {
  const std::string file = std::filesystem::path(source).filename().string();
  if (!file.empty()) failure.detail = failure.detail.empty() ? "in " + file : file + ": " + failure.detail;
}

class Joint {
public:
  Joint(std::set<std::string> shared, const Run& whole) : shared_(std::move(shared)), next_round_(rounds_of(whole)) {
    for (const Metric& metric : whole.metrics)
      metrics_.emplace(metric.name, static_cast<std::uint32_t>(metrics_.size()));
  }

  std::string name(const Run& part, const std::string& benchmark) const {
    return shared_.contains(benchmark) ? part.suite + "/" + benchmark : benchmark;
  }

  void add(Run& whole, Run part) {
    std::vector<std::uint32_t> index;
    for (const Metric& metric : part.metrics) {
      const auto [known, is_new] = metrics_.try_emplace(metric.name, static_cast<std::uint32_t>(metrics_.size()));
      if (is_new) whole.metrics.push_back(metric);
      index.push_back(known->second);
    }
    const std::uint32_t first_round = next_round_;
    next_round_ += rounds_of(part);
    for (Row& row : part.rows) {
      row.name = name(part, row.name);
      if (row.round) *row.round += first_round;
      for (Value& value : row.values) value.metric = index[value.metric];
      if (part.suite != whole.suite) whole.suite_of[row.name] = part.suite;
      whole.rows.push_back(std::move(row));
    }
    for (Failure& failure : part.failures) {
      failure.name = name(part, failure.name);
      name_file(failure, part.source);
      whole.failures.push_back(std::move(failure));
    }
  }

private:
  std::set<std::string> shared_;
  std::uint32_t next_round_;
  std::unordered_map<std::string, std::uint32_t> metrics_;  ///< indices by name
};

}  // namespace

Result<Run> together(std::vector<Run> runs, const std::string& source) {
  if (runs.size() == 1) return std::move(runs.front());
  if (Result<void> sound = check_duets(runs, source); !sound) return passed_on(sound);
  join_unnamed_suites(runs);
  make_files_rounds(runs);
  Joint joint(shared_names(runs), runs.front());
  Run whole = std::move(runs.front());
  for (Failure& failure : whole.failures) name_file(failure, whole.source);
  whole.source = source;
  whole.context.clear();
  for (Row& row : whole.rows) row.name = joint.name(whole, row.name);
  for (Failure& failure : whole.failures) failure.name = joint.name(whole, failure.name);
  for (std::size_t i = 1; i < runs.size(); ++i) {
    join_circumstances(whole, runs[i]);
    join_duet(whole, runs[i]);
    joint.add(whole, std::move(runs[i]));
    if (whole.metrics.size() > most_metrics) return tl::make_unexpected(too_many_metrics({source}));
    if (whole.failures.size() > most_failures)
      return tl::make_unexpected(too_many_failures({source}, whole.failures.front()));
  }
  return whole;
}

}  // namespace trackmeet::model
