// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Builds the run of a file that another tool wrote: what the readers of foreign formats share. A benchmark with a
/// value that is none fails, the others count.
class ForeignRun {
public:
  /// `source` names the file in messages; the suite is called after it until told otherwise.
  explicit ForeignRun(const std::string& source);
  ForeignRun(const ForeignRun&) = delete;
  ForeignRun& operator=(const ForeignRun&) = delete;

  /// The run so far, to set its suite, commit, time and environment.
  Run& run() { return run_; }

  /// The index of that metric, which the run gains if it lacks it: the first description of a name stays.
  std::uint32_t metric(const Metric& described);
  /// The time of one iteration, in seconds: `real_time`.
  std::uint32_t time() { return metric(metric_named("real_time")); }

  /// One raw value, in the metric's unit: a repetition of `benchmark`, numbered by itself. `iterations` that it is the
  /// mean of; 0: not known. A value that is not finite (or a negative time) fails the benchmark; `line` is where it
  /// stands, 0: not known.
  void sample(const std::string& benchmark, std::uint32_t metric, double value, std::uint64_t iterations = 0,
              std::uint32_t line = 0);

  /// Likewise, of one of the processes that the file tells apart: `round`, from 0. Repetitions are numbered within it.
  void sample_of_round(const std::string& benchmark, std::uint32_t round, std::uint32_t metric, double value,
                       std::uint64_t iterations = 0, std::uint32_t line = 0);

  /// What the file gives in place of raw values: `kind` is `mean` or `median` (one of which is compared), or `stddev`,
  /// `min`, `max`, … (which are kept). Likewise fails the benchmark.
  void summary(const std::string& benchmark, std::string_view kind, std::uint32_t metric, double value,
               std::uint32_t line = 0);

  /// The benchmark has no result, or an unsound one; of several details of one benchmark the first is kept.
  void failed(const std::string& benchmark, std::string detail, std::uint32_t line = 0);

  /// The run, or that there is no benchmark in the file, that far too many failed, or that names are too long for the
  /// number of values: every row carries one. Rows of failed benchmarks are left out.
  Result<Run> finish();

private:
  /// Which rows: of a benchmark, a kind of summary (or none) and a round (or none), each by its number. `metric` where
  /// one of theirs is meant.
  struct Key {
    std::uint32_t benchmark = 0;
    std::uint32_t aggregate = 0;
    std::uint64_t round = 0;
    std::uint32_t metric = 0;

    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };

  /// Benchmarks are counted in the order of their appearance. A name may be long, and mostly is that of the last value.
  std::uint32_t number_of(const std::string& benchmark);
  /// Whether one more value of that benchmark is within what names may take, in memory and time.
  bool affords(const std::string& benchmark);
  /// The row of `benchmark` that still lacks `metric`, in which values that were measured together stand together.
  Row& row_without(const std::string& benchmark, std::string_view aggregate, std::optional<std::uint32_t> round,
                   std::uint32_t metric);
  void add_sample(const std::string& benchmark, std::optional<std::uint32_t> round, std::uint32_t metric, double value,
                  std::uint64_t iterations, std::uint32_t line);
  bool is_sound(const std::string& benchmark, std::uint32_t metric, double value, std::uint32_t line);

  Run run_;
  std::unordered_map<std::string, std::uint32_t> metrics_;             ///< indices by name
  std::size_t name_bytes_ = 0;                                         ///< of all values so far
  std::unordered_map<std::string, std::uint32_t> numbers_;             ///< of benchmarks, by name
  const std::pair<const std::string, std::uint32_t>* last_ = nullptr;  ///< of `numbers_`
  std::map<std::string, std::uint32_t, std::less<>> aggregates_;       ///< numbers of summaries, from 1
  std::unordered_map<Key, std::size_t, KeyHash> next_row_;             ///< for each metric
  std::unordered_map<Key, std::vector<std::size_t>, KeyHash> rows_;    ///< of all metrics
  std::vector<std::uint32_t> benchmarks_;                              ///< of each row of the run
  std::vector<bool> failed_;                                           ///< of each benchmark
};

}  // namespace trackmeet::model
