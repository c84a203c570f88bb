// SPDX-License-Identifier: Apache-2.0
#include "model/file_rounds.hpp"

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace trackmeet::model {
namespace {

using Names = std::unordered_set<std::string>;

/// By suite, the benchmarks that more than one file has.
std::map<std::string, Names> measured_repeatedly(const std::vector<Run>& runs) {
  std::map<std::string, Names> seen;
  std::map<std::string, Names> repeated;
  for (const Run& run : runs)
    for (std::string& name : benchmark_names(run))
      if (!seen[run.suite].insert(name).second) repeated[run.suite].insert(std::move(name));
  return repeated;
}

/// What one file has of a benchmark.
struct Seen {
  bool has_repetitions = false;
  std::set<std::uint32_t> medians;  ///< metrics of which there is a median
};

/// The values of `row`, a mean, that no median says better; they are taken out of it.
std::vector<Value> without_median(Row& row, const std::set<std::uint32_t>& medians) {
  std::vector<Value> said;
  std::vector<Value> unsaid;
  for (const Value& value : row.values) (medians.contains(value.metric) ? said : unsaid).push_back(value);
  row.values = std::move(said);
  return unsaid;
}

void make_round(Run& run, const Names& names) {
  std::unordered_map<std::string, Seen> seen;
  for (const Row& row : run.rows) {
    Seen& benchmark = seen[row.name];
    benchmark.has_repetitions = benchmark.has_repetitions || row.aggregate.empty();
    if (row.aggregate == "median")
      for (const Value& value : row.values) benchmark.medians.insert(value.metric);
  }
  std::vector<Row> rows;
  rows.reserve(run.rows.size());
  for (Row& row : run.rows) {
    const auto& [has_repetitions, medians] = seen.at(row.name);
    if (has_repetitions && !names.contains(row.name)) {
      rows.push_back(std::move(row));
      continue;
    }
    if (!row.round) row.round = 0;
    if (!has_repetitions && row.aggregate == "median") {
      row.aggregate.clear();
    } else if (!has_repetitions && row.aggregate == "mean") {
      Row sample = row;
      sample.values = without_median(row, medians);
      sample.aggregate.clear();
      if (!sample.values.empty()) rows.push_back(std::move(sample));
      if (row.values.empty()) continue;
    }
    rows.push_back(std::move(row));
  }
  run.rows = std::move(rows);
}

}  // namespace

void make_files_rounds(std::vector<Run>& runs) {
  const std::map<std::string, Names> repeated = measured_repeatedly(runs);
  for (Run& run : runs)
    if (const auto names = repeated.find(run.suite); names != repeated.end()) make_round(run, names->second);
}

}  // namespace trackmeet::model
