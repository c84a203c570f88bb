// SPDX-License-Identifier: Apache-2.0
#include "duet/count_both.hpp"

#include <algorithm>

#include "runner/instruction_count.hpp"

namespace trackmeet::duet {
namespace {

/// Valgrind is some 50 times slower, and a count is the same each time.
constexpr std::uint64_t most_iterations = 100;

}  // namespace

std::optional<InstructionCount> count_both(const DuetPlan& plan, std::size_t item, runner::Executor& executor) {
  const Item& planned = plan.items[item];
  InstructionCount count;
  count.item = item;
  const std::uint64_t iterations = std::clamp<std::uint64_t>(planned.iterations / 10, 1, most_iterations);
  for (const bool is_base : {true, false}) {
    const PlannedMatch& match = plan.matches[planned.match];
    const Contender& contender = (is_base ? match.base : match.head).contender;
    runner::SuiteProgram suite = contender.suite;
    if (!contender.counted.empty()) suite.path = contender.counted;
    Result<double> instructions = runner::count_instructions(suite, planned.benchmark, iterations, executor,
                                                             plan.options.timeout, contender.environment);
    if (!instructions) {
      if (instructions.error().code == ErrorCode::usage) return std::nullopt;
      count.problem = instructions.error().message;
      if (!instructions.error().hint.empty()) count.problem += " (" + instructions.error().hint + ")";
      return count;
    }
    (is_base ? count.base : count.head) = *instructions;
  }
  return count;
}

}  // namespace trackmeet::duet
