// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/result.hpp"
#include "model/json_tree.hpp"
#include "model/row_json.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// The key under which a file that `format_gbench` wrote notes, in its context, that times were not measured and, in a
/// row, which were: `real_time`, `cpu_time` or `neither`. The others only stand in.
constexpr std::string_view times_note = "trackmeet_times";

/// Programs before 1.5 do not mark their summaries; this finds them by their names.
class UnmarkedSummaries {
public:
  explicit UnmarkedSummaries(const Json& rows);

  /// Whether a row says itself what it is.
  static bool is_marked(const Json& object) {
    return object.find("run_type") != nullptr || object.find("run_name") != nullptr;
  }

  /// Turns `BM_fib_mean` into the mean of `BM_fib`, where the file shows that it is one.
  void mark(const Json& object, Row& row) const;

private:
  std::unordered_set<std::string> names_;
};

/// Failures, one for each benchmark however many of its rows failed.
class FailedRows {
public:
  void add(const std::string& name, std::string detail);
  const std::vector<Failure>& so_far() const { return failures_; }
  std::vector<Failure> take();

private:
  std::vector<Failure> failures_;
  std::vector<std::size_t> more_;
  std::unordered_map<std::string, std::size_t> index_;
};

/// Reads the rows of a Google Benchmark file one by one into its run. A row that is no sound measurement fails its
/// benchmark.
class GbenchRows {
public:
  /// `run` has the file's context.
  explicit GbenchRows(Run& run, Keep keep = Keep::everything);

  /// The next row of the list. `summaries` of the file it is in; null if its rows are marked.
  void add(const Json& object, const UnmarkedSummaries* summaries);

  /// Whether the file already holds more than a run may: then no row after it counts.
  bool is_refused() const { return refusal_.has_value(); }

  /// Writes the failures into the run. Fails where the file is refused.
  Result<void> finish();

private:
  Run& run_;
  RowReader reader_;
  bool has_stand_ins_;  ///< some times of the file were not measured
  FailedRows failed_;
  FailedRows failed_summaries_;
  std::optional<Error> refusal_;
  std::size_t index_ = 0;
};

}  // namespace trackmeet::model
