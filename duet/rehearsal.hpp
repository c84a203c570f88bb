// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/clock.hpp"
#include "core/result.hpp"
#include "duet/copies.hpp"
#include "duet/plan.hpp"
#include "duet/processes.hpp"
#include "duet/record.hpp"

namespace trackmeet::duet {

/// What is known after every benchmark has been run once or twice.
struct Rehearsed {
  std::vector<Single> singles;  ///< of benchmarks that will have no blocks
  bool interrupted = false;
};

/// Fills in `plan.items`: finds for each benchmark that both sides have one iteration count, runs both sides with it,
/// and plans from how long that took how many blocks it may have. `budget_s` is what is left for blocks and this.
/// Benchmarks that only one side has, that fail here, or for which there is no time become singles.
Result<Rehearsed> rehearse(
    DuetPlan& plan, Copies& copies, Processes& processes, const Clock& clock,
    const std::function<void(const std::string& benchmark, std::size_t done, std::size_t total)>& on_progress);

}  // namespace trackmeet::duet
