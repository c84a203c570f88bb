// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>

#include "duet/plan.hpp"
#include "duet/record.hpp"
#include "runner/executor.hpp"

namespace trackmeet::duet {

/// Counts the instructions of one iteration of benchmark `item` on both sides, under valgrind. What keeps them from
/// being counted is told in the result; nothing if it was interrupted.
std::optional<InstructionCount> count_both(const DuetPlan& plan, std::size_t item, runner::Executor& executor);

}  // namespace trackmeet::duet
