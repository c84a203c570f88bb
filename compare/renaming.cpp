// SPDX-License-Identifier: Apache-2.0
#include "compare/renaming.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/spelling.hpp"

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

std::vector<std::string> vain_renames(const std::map<std::string, std::string>& renames, const model::Run& base,
                                      const model::Run& head) {
  std::vector<std::string> warnings;
  if (renames.empty()) return warnings;
  const std::vector<std::string> before = model::benchmark_names(base);
  const std::vector<std::string> after = model::benchmark_names(head);
  const std::set<std::string_view> in_base(before.begin(), before.end());
  const std::set<std::string_view> in_head(after.begin(), after.end());
  std::vector<std::string> missing;
  std::ranges::copy_if(before, std::back_inserter(missing), [&](const auto& name) { return !in_head.contains(name); });
  for (const auto& [from, to] : renames) {
    if (missing.empty() || !in_head.contains(to) || in_base.contains(to)) continue;
    const std::string near = closest(from, missing);
    warnings.push_back(fmt::format("the configuration renames '{}' to '{}', but the baseline has no '{}'{}", from, to,
                                   from, near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
  }
  return warnings;
}

}  // namespace trackmeet::compare
