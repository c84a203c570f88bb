// SPDX-License-Identifier: Apache-2.0
#include "model/run.hpp"

#include <unordered_set>

namespace trackmeet::model {

bool is_same_program(const Git& a, const Git& b) {
  return !a.commit.empty() && a.commit == b.commit && !a.dirty && !b.dirty;
}

bool is_commit(std::string_view text) {
  constexpr std::size_t sha1_digits = 40;
  return text.size() == sha1_digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<std::uint32_t> find_metric(const Run& run, std::string_view name) {
  for (std::size_t i = 0; i < run.metrics.size(); ++i) {
    if (run.metrics[i].name == name) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

std::uint32_t metric_index(Run& run, std::string_view name) {
  if (const auto found = find_metric(run, name)) return *found;
  run.metrics.push_back(metric_named(name));
  return static_cast<std::uint32_t>(run.metrics.size() - 1);
}

std::vector<std::string> benchmark_names(const Run& run) {
  std::vector<std::string> names;
  std::unordered_set<std::string_view> seen;
  for (const Row& row : run.rows) {
    // Fits and spreads (BigO, RMS, stddev, cv) are of a family or of repetitions; they make no benchmark.
    if (!names.empty() && names.back() == row.name) continue;  // rows of one benchmark mostly follow each other
    const bool measures = row.aggregate.empty() || row.aggregate == "mean" || row.aggregate == "median";
    if (measures && seen.insert(row.name).second) names.push_back(row.name);
  }
  return names;
}

}  // namespace trackmeet::model
