// SPDX-License-Identifier: Apache-2.0
#include "duet/performance.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "compare/duet_plan.hpp"
#include "core/random.hpp"
#include "runner/write_run.hpp"

namespace trackmeet::duet {
namespace {

constexpr double most_time_for_copies = 0.03;  ///< of the time since the first block

}  // namespace

Performance::Performance(const DuetPlan& plan, Copies& copies, Processes& processes, runner::Journal journal,
                         std::vector<std::string> breaks, DuetContext& context, double budget_s)
    : plan_(plan),
      copies_(copies),
      processes_(processes),
      journal_(std::move(journal)),
      breaks_(std::move(breaks)),
      context_(context),
      outcome_(plan),
      budget_s_(budget_s),
      began_(context.clock.steady_now()) {
  const double level = compare::level_of_row(plan.options.alpha, std::max<std::size_t>(1, plan.items.size()), true,
                                             plan.options.other_metrics);
  for (const Item& item : plan.items) standings_.emplace_back(item, plan.options, level);
}

Result<void> Performance::keep(const Single& single) {
  take(single);
  return journal_.append(single_line(single), runner::Durable::later);
}

Result<void> Performance::keep(const InstructionCount& count) {
  take(count);
  return journal_.append(count_line(count), runner::Durable::later);
}

bool Performance::take(const Block& block) {
  Standing& standing = standings_[block.item];
  if (block.number != standing.blocks() || !standing.wants_more()) return false;
  if (const std::optional<stats::NoisyValue> value = outcome_.add(block))
    standing.add(*value);
  else
    standing.fail();
  return true;
}

Result<DuetResult> Performance::perform() {
  began_ = context_.clock.steady_now();
  for (bool first_pass = true;; first_pass = false) {
    const std::vector<std::size_t> open = those_that_want_more();
    if (open.empty() || (!first_pass && is_over())) return finish();
    if (Result<void> copied = renew_copies(); !copied) return passed_on(copied);
    for (const std::size_t item : order_of_pass(plan_.options.seed, blocks_so_far(), open)) {
      if (!first_pass && is_over()) break;
      report(item);
      Result<Block> block = processes_.block(item, static_cast<std::uint32_t>(standings_[item].blocks()));
      if (!block) return passed_on(block);
      if (block->attempts[block->made - 1].end == ProcessEnd::interrupted) return interrupted();
      for (std::size_t i = 0; i < block->made; ++i) processes_s_ += block->attempts[i].seconds;
      if (Result<void> kept = journal_.append(block_line(*block), runner::Durable::later); !kept)
        return passed_on(kept);
      take(*block);
      ++measured_;
    }
  }
}

std::vector<std::size_t> Performance::those_that_want_more() const {
  std::vector<std::size_t> items;
  for (std::size_t i = 0; i < standings_.size(); ++i)
    if (standings_[i].wants_more()) items.push_back(i);
  return items;
}

std::uint64_t Performance::blocks_so_far() const {
  std::uint64_t blocks = 0;
  for (const Standing& standing : standings_) blocks += standing.blocks();
  return blocks;
}

double Performance::elapsed_s() const {
  return std::chrono::duration<double>(context_.clock.steady_now() - began_).count();
}

Result<void> Performance::renew_copies() {
  if (measured_ > 0 && copying_s_ > most_time_for_copies * elapsed_s()) return {};
  const double before_s = elapsed_s();
  Result<void> copied = copies_.renew(stream_seed(plan_.options.seed, blocks_so_far()));
  copying_s_ += elapsed_s() - before_s;
  return copied;
}

void Performance::report(std::size_t item) const {
  if (!context_.on_progress) return;
  DuetProgress progress;
  progress.stage = DuetStage::measuring;
  progress.benchmark = plan_.items[item].benchmark;
  progress.failed = outcome_.failures();
  double left_s = 0;
  for (std::size_t i = 0; i < standings_.size(); ++i) {
    const Standing& standing = standings_[i];
    progress.done += standing.blocks();
    progress.decided += standing.state() == State::decided ? 1 : 0;
    progress.open += standing.state() == State::open ? 1 : 0;
    left_s += static_cast<double>(standing.blocks_left()) * plan_.items[i].block_s;
    if (standing.change() > progress.worst_change) {
      progress.worst_change = standing.change();
      progress.worst = plan_.items[i].benchmark;
    }
  }
  progress.seconds_left = std::max(0.0, std::min(left_s, budget_s_ - elapsed_s()));
  context_.on_progress(progress);
}

DuetResult Performance::known_so_far() const {
  DuetResult result;
  result.suites = outcome_.runs(breaks_);
  result.measured_s = elapsed_s();
  result.processes_s = processes_s_;
  result.blocks = measured_;
  return result;
}

DuetResult Performance::interrupted() const {
  DuetResult result = known_so_far();
  result.interrupted = true;
  result.journal = journal_.path();
  return result;
}

Result<DuetResult> Performance::finish() {
  DuetResult result = known_so_far();
  for (SuiteRuns& suite : result.suites)
    for (model::Run* run : {&suite.base, &suite.head}) {
      Result<std::filesystem::path> path = runner::write_run(*run, plan_.options.out_folder);
      if (!path) return passed_on(path);
      result.files.push_back(std::move(*path));
    }
  journal_.remove();
  return result;
}

}  // namespace trackmeet::duet
