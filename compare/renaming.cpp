// SPDX-License-Identifier: Apache-2.0
#include "compare/renaming.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

namespace trackmeet::compare {
namespace {

Result<void> rename(model::Run& run, const std::map<std::string, std::string>& renames, const std::string& source) {
  std::unordered_map<std::string, std::string> old_of;
  const auto new_name = [&](const std::string& name) {
    const auto found = renames.find(name);
    return found == renames.end() ? name : found->second;
  };
  for (const std::string& name : model::benchmark_names(run)) {
    const auto [known, fresh] = old_of.try_emplace(new_name(name), name);
    if (!fresh)
      return failure(
          ErrorCode::conflict,
          fmt::format("'{}' and '{}' of the baseline would both be called '{}'", known->second, name, known->first),
          SourcePos{source}, "take one of them out of rename in trackmeet.toml");
  }
  for (model::Row& row : run.rows) row.name = new_name(row.name);
  for (model::Failure& failed : run.failures) failed.name = new_name(failed.name);
  return {};
}

}  // namespace

bool has_old_names(const model::Baseline& baseline, const std::map<std::string, std::string>& renames) {
  if (renames.empty()) return false;
  return std::ranges::any_of(baseline.sessions, [&](const model::BlessedRun& session) {
    return std::ranges::any_of(session.run.rows, [&](const model::Row& row) { return renames.contains(row.name); });
  });
}

Result<model::Baseline> renamed(model::Baseline baseline, const std::map<std::string, std::string>& renames) {
  for (model::BlessedRun& session : baseline.sessions)
    if (Result<void> done = rename(session.run, renames, baseline.source); !done) return passed_on(done);
  return baseline;
}

}  // namespace trackmeet::compare
