// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/run.hpp"
#include "runner/attempt.hpp"

namespace trackmeet::runner {

/// Where in a session the rows of one process belong.
struct Place {
  std::uint32_t round = 0;
  std::optional<std::uint32_t> block{};
  std::optional<std::uint32_t> position{};
};

/// Whether the suite could be told how many iterations to run.
enum class Counts { fixed, free };

/// What the commit of a run is worth before its suite has said anything.
enum class StartCommit {
  checked_out,  ///< a guess: what the suite says of itself goes before it, and a difference is a warning
  built,        ///< known for certain
};

/// Puts what the processes of one build yielded together to its run.
class RunBuilder {
public:
  /// `start` is the run before its first row.
  explicit RunBuilder(model::Run start, StartCommit commit = StartCommit::checked_out);

  /// Learns from the results of any process what the suite is; only the first time counts.
  void identify(const model::Run& measured);

  /// Adds the rows that a process measured; `peak_rss_bytes` is what the kernel counted, of use where the suite told
  /// none.
  void append(model::Run measured, const Place& place, std::optional<std::uint64_t> peak_rss_bytes);

  void fail(const std::string& benchmark, const Shortfall& shortfall);
  std::size_t failures() const { return run_.failures.size(); }

  /// Benchmarks with a round whose peak nobody knows.
  std::set<std::string> without_peak() const;

  /// The run so far. The kernel's peaks are left out for the benchmarks in `without_peak`, which are those of all sides
  /// of a session: the kernel tells a peak only where it is larger than ours, so the rounds that are left would be the
  /// large ones. `breaks` are further warnings.
  model::Run finish(const std::set<std::string>& without_peak, Counts counts,
                    const std::vector<std::string>& breaks) const;

private:
  model::Run run_;
  StartCommit commit_;
  model::Git start_commit_;
  std::vector<std::optional<std::uint64_t>> peaks_;  ///< of each row: the kernel's count, where the suite told none
  bool identified_ = false;
};

}  // namespace trackmeet::runner
