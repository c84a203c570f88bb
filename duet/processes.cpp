// SPDX-License-Identifier: Apache-2.0
#include "duet/processes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <system_error>
#include <utility>

#include "runner/measured_process.hpp"

namespace trackmeet::duet {
namespace {

namespace fs = std::filesystem;

bool ended_well(const ProcessOutcome& outcome) { return outcome.end == ProcessEnd::exited && outcome.exit_status == 0; }

bool wrote_nothing(const runner::Attempt& attempt) {
  return attempt.end == ProcessEnd::exited && attempt.output.empty();
}

}  // namespace

Processes::Processes(const DuetPlan& plan, const Copies& copies, runner::Executor& executor, const Clock& clock,
                     fs::path out_file)
    : plan_(plan), copies_(copies), executor_(executor), clock_(clock), out_file_(std::move(out_file)) {
  for (std::optional<MemoryFile>& file : memory_) file = MemoryFile::create();
  if (!std::ranges::all_of(memory_, &std::optional<MemoryFile>::has_value)) memory_ = {};
}

fs::path Processes::output(std::size_t number) const {
  return writes_into_memory() ? memory_[number]->path()
                              : fs::path(out_file_).replace_extension(std::to_string(number) + ".json");
}

fs::path Processes::fresh_output(std::size_t number) {
  fs::path path = output(number);
  if (writes_into_memory() && memory_[number]->clear()) return path;
  std::error_code ignored;
  fs::remove(path, ignored);
  return path;
}

Command Processes::command(std::size_t match, model::Side side, const std::string& benchmark,
                           const runner::Amount& amount, std::size_t padding, const fs::path& out) const {
  const PlannedMatch& planned = plan_.matches[match];
  const Contender& contender = (side == model::Side::base ? planned.base : planned.head).contender;
  runner::SuiteProgram suite = contender.suite;
  suite.path = copies_.path(match, side);
  Command command = runner::benchmark_command(suite, benchmark, amount, out);
  command.extra_environment = contender.environment;
  command.extra_environment.push_back(padding_variable(padding));
  command.timeout = plan_.options.timeout;
  command.memory_limit_bytes = plan_.options.memory_limit_bytes;
  command.output_limit_bytes = std::size_t{1} << 16U;
  return command;
}

Result<Block> Processes::block(std::size_t item, std::uint32_t number) {
  Result<Block> block = once(item, number);
  if (!block || !writes_into_memory() ||
      std::ranges::none_of(std::span(block->attempts).first(block->made), wrote_nothing))
    return block;
  memory_ = {};
  return once(item, number);
}

Result<Block> Processes::once(std::size_t item, std::uint32_t number) {
  Block block;
  block.item = item;
  block.number = number;
  block.draw = draw_block(plan_.options.seed, item, number);
  const Item& planned = plan_.items[item];
  runner::Amount amount{plan_.options.min_time_s, {}};
  if (planned.iterations > 0) amount.iterations = planned.iterations;
  amount.repetitions = planned.repetitions;
  const PlannedMatch& match = plan_.matches[planned.match];
  amount.brief = match.base.contender.suite.can_skip_check && match.head.contender.suite.can_skip_check;

  const std::array<model::Side, block_size> order = block.draw.order();
  std::array<Command, block_size> commands;
  for (std::size_t i = 0; i < block_size; ++i)
    commands[i] = command(planned.match, order[i], planned.benchmark, amount, block.draw.padding, fresh_output(i));
  std::array<ProcessOutcome, block_size> outcomes;
  block.made = 0;
  while (block.made < block_size) {
    Result<ProcessOutcome> outcome = executor_.run(commands[block.made]);
    if (!outcome) return passed_on(outcome);
    outcomes[block.made++] = std::move(*outcome);
    if (!ended_well(outcomes[block.made - 1])) break;
  }
  for (std::size_t i = 0; i < block.made; ++i)
    block.attempts[i] = runner::attempt_from(outcomes[i], output(i), clock_.utc_now());
  return block;
}

Result<runner::Attempt> Processes::single(std::size_t match, model::Side side, const std::string& benchmark,
                                          const runner::Amount& amount) {
  const fs::path out = fresh_output(0);
  Result<ProcessOutcome> outcome = executor_.run(command(match, side, benchmark, amount, 0, out));
  if (!outcome) return passed_on(outcome);
  runner::Attempt attempt = runner::attempt_from(*outcome, out, clock_.utc_now());
  if (!writes_into_memory() || !wrote_nothing(attempt)) return attempt;
  memory_ = {};
  return single(match, side, benchmark, amount);
}

}  // namespace trackmeet::duet
