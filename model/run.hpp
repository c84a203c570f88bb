// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "model/environment.hpp"
#include "model/metric.hpp"

namespace trackmeet::model {

/// The commit that was built (not the one that is checked out when it runs).
struct Git {
  std::string commit;  ///< 40 hex digits; empty: not known
  std::string branch;  ///< empty: detached
  bool dirty = false;  ///< the work tree differed from the commit
  std::optional<UtcTime> commit_time;
  std::string describe;
  bool operator==(const Git&) const = default;
};

/// Whether both surely are builds of the same sources: of one known commit, and neither of a dirty work tree.
bool is_same_program(const Git& a, const Git& b);

/// Whether `text` is a commit's 40 hexadecimal digits, in lower case.
bool is_commit(std::string_view text);

enum class Side { base, head };

/// The duet (two builds measured interleaved in one session) that a run is one side of.
struct Duet {
  std::string id;
  Side side = Side::base;
  /// The probability of even one false alarm in the whole duet, of all its suites; in (0, 1). 0: there is no plan, as
  /// for the sides of an A/A session.
  double alpha = 0;
  std::uint64_t benchmarks = 0;  ///< that share alpha, over all suites of the duet
  double threshold = 0;          ///< smallest change of interest (0.01 is one per cent); 0: not told
  /// Of each benchmark of this suite the numbers of blocks after which it is judged, ascending, fixed before the start.
  /// The last is the most that may be measured.
  std::map<std::string, std::vector<std::uint32_t>> looks{};
  std::vector<std::string> benchmark_changes{};  ///< files of the suite's own folder that differ between the builds
  bool operator==(const Duet&) const = default;
};

enum class FailureReason { crash, timeout, memory, error };

/// A benchmark that did not yield what was asked of it.
struct Failure {
  std::string name;
  FailureReason reason = FailureReason::error;
  std::string detail;   ///< a sentence, with the last lines it printed
  std::string extra{};  ///< keys that we do not know, as a JSON object; empty: none
};

/// One value of one metric; `metric` is an index into `Run::metrics`.
struct Value {
  std::uint32_t metric = 0;
  double value = 0;  ///< in the metric's unit; times are in seconds. Finite.
};

/// One repetition of one benchmark in one round: a row of Google Benchmark's `benchmarks` array.
struct Row {
  std::string name;
  std::optional<std::uint32_t> round;     ///< from 0; absent in files that know no rounds
  std::uint32_t repetition = 0;           ///< from 0, within its process
  std::optional<std::uint32_t> block;     ///< of a duet
  std::optional<std::uint32_t> position;  ///< of a duet: place in the block
  std::uint64_t iterations = 0;           ///< 0: not known
  std::string label;
  std::string aggregate;  ///< `mean`, `median`, … where a foreign file has only summaries; empty: a repetition
  std::vector<Value> values;
  std::string extra;  ///< keys that we do not know, as a JSON object; empty: none
};

/// All rounds of one commit in one session: one results file.
struct Run {
  std::string id;
  UtcTime timestamp{};  ///< when measuring began
  std::string version;  ///< of the Trackmeet that measured; empty in a foreign file
  std::string suite;
  Git git;
  std::optional<Duet> duet;
  std::uint64_t seed = 0;  ///< of the order of rounds
  std::vector<Failure> failures;
  Environment environment;
  std::vector<Metric> metrics;  ///< in the order of their first appearance
  std::vector<Row> rows;
  /// Of benchmarks that were read together with those of `suite`, but are of another one; not written.
  std::map<std::string, std::string> suite_of;
  std::string context;            ///< Google Benchmark's `context`, as a JSON object; empty: none
  std::string extra;              ///< top-level keys that we do not know, as a JSON object; empty: none
  std::string run_extra;          ///< likewise within `run`
  std::string environment_extra;  ///< likewise within `environment`
  std::string source;             ///< the file that it was read from, for messages; not written
};

/// The index of the metric called `name` in `run.metrics`, which gains it (as `metric_named` guesses it) if it lacks
/// it.
std::uint32_t metric_index(Run& run, std::string_view name);

/// The index, or nothing.
std::optional<std::uint32_t> find_metric(const Run& run, std::string_view name);

/// Names of the benchmarks in `run.rows` that have a repetition, a mean or a median, each once, in the order of their
/// first appearance.
std::vector<std::string> benchmark_names(const Run& run);

/// One value a round, which is the unit that decisions rest on: the median over the repetitions of each round of
/// `benchmark`, in the order of the rounds. A file without rounds gives one value a repetition; one with only summaries
/// gives the median summary, or else the mean, as a single value.
std::vector<double> per_round(const Run& run, std::string_view benchmark, std::string_view metric);

/// What the values of a series are.
enum class Basis {
  samples,  ///< raw ones: of rounds, or of repetitions
  median,   ///< a summary that the file gives in their place
  mean,
};

/// The same for every benchmark and metric at once, in one pass over the rows: what to use for large files.
struct Series {
  std::string benchmark;
  std::uint32_t metric = 0;    ///< index into `run.metrics`
  std::vector<double> values;  ///< as `per_round`
  Basis basis = Basis::samples;
};
std::vector<Series> all_series(const Run& run);

}  // namespace trackmeet::model
