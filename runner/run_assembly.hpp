// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/run.hpp"
#include "runner/attempt.hpp"
#include "runner/run_builder.hpp"
#include "runner/session_plan.hpp"
#include "runner/visit.hpp"

namespace trackmeet::runner {

/// Puts what the processes of a session yielded together to its runs. What comes out follows from the plan and the
/// attempts alone, so that a session that was taken up again ends like one that was never interrupted.
class RunAssembly {
public:
  explicit RunAssembly(const SessionPlan& plan);

  /// Takes in how `visit` went.
  void add(const Visit& visit, const Attempt& attempt);

  /// Whether the benchmark failed and is not to be visited again.
  bool given_up(std::size_t benchmark) const { return failed_[benchmark]; }
  std::size_t failures() const { return builders_.front().failures(); }

  /// How much the next process of the benchmark is to measure.
  Amount amount(std::size_t benchmark) const;

  /// The run, or base and head. `breaks` are further warnings.
  std::vector<model::Run> finish(const std::vector<std::string>& breaks) const;

private:
  const SessionPlan& plan_;
  std::vector<std::uint64_t> counts_;  ///< 0: not known
  std::vector<bool> failed_;
  std::vector<RunBuilder> builders_;  ///< of the run, or of base and head
};

/// `iterations` with two significant digits, at least 1: calibration is not more exact than that, and equal counts are
/// easier to see.
std::uint64_t sensible_count(std::uint64_t iterations);

}  // namespace trackmeet::runner
