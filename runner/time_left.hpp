// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "runner/visit.hpp"

namespace trackmeet::runner {

/// How many processes of a session are still to come and how long they will take, from how long those of the same
/// benchmark took.
class TimeLeft {
public:
  TimeLeft(std::size_t benchmarks, const std::vector<Visit>& visits);

  /// A visit to the benchmark took so long.
  void done(std::size_t benchmark, double seconds);
  /// The benchmark is not visited any more.
  void give_up(std::size_t benchmark) { pending_[benchmark] = 0; }

  std::size_t processes_done() const { return done_; }
  std::size_t processes_in_all() const;
  /// Negative: not known yet.
  double seconds() const;

private:
  std::vector<std::size_t> pending_;
  std::vector<std::size_t> timed_;
  std::vector<double> spent_s_;
  std::size_t done_ = 0;
  double spent_in_all_s_ = 0;
};

}  // namespace trackmeet::runner
