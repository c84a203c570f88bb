// SPDX-License-Identifier: Apache-2.0
#include "duet/rehearsal.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "compare/duet_plan.hpp"
#include "duet/time_plan.hpp"
#include "runner/run_assembly.hpp"

namespace trackmeet::duet {
namespace {

using model::Side;

/// Into so many parts the time of one process is cut. Tried with a kernel of 0.8 ms, ten iterations a process: the
/// median of ten single iterations halved the width of the intervals, the median of five pairs gained nothing.
constexpr std::uint64_t most_repetitions = 10;

/// The iterations that take as long as one process aims to measure, by what a first process tells of; 0: it tells
/// nothing of its iterations; nothing where it failed. (Google Benchmark's own count is up to a half more than asked
/// for.)
std::optional<std::uint64_t> iterations_by(const runner::Attempt& attempt, const DuetOptions& options) {
  const auto run = runner::judge_attempt(attempt, {options.timeout, options.memory_limit_bytes});
  if (!run) return std::nullopt;
  const std::vector<double> times = model::per_round(*run, run->rows.front().name, "real_time");
  const std::uint64_t told = run->rows.front().iterations;
  if (told == 0 || times.empty() || !(times.front() > 0)) return told;
  const double wanted = std::ceil(options.min_time_s / times.front());
  return wanted < static_cast<double>(told) ? static_cast<std::uint64_t>(wanted) : told;
}

class Rehearsal {
public:
  Rehearsal(DuetPlan& plan, Copies& copies, Processes& processes)
      : plan_(plan), copies_(copies), processes_(processes) {}

  /// Runs both sides of a benchmark. Nothing if one failed, which has become a single.
  Result<std::optional<Item>> both(std::size_t match, const std::string& benchmark) {
    const PlannedMatch& planned = plan_.matches[match];
    Item item;
    item.match = match;
    item.benchmark = benchmark;
    item.threshold = plan_.options.threshold_for(plan_.matches[match].head.contender.suite.name, benchmark);
    runner::Amount amount{plan_.options.min_time_s, {}};
    const bool fixed = runner::counts_can_be_fixed(planned.base.contender.suite) &&
                       runner::counts_can_be_fixed(planned.head.contender.suite);
    const bool brief = planned.base.contender.suite.can_skip_check && planned.head.contender.suite.can_skip_check;
    // What both sides check now they do not check in the blocks, which are then shorter than this.
    std::vector<Side> order = {Side::head, Side::base};
    if (fixed) order.insert(order.begin(), Side::base);
    if (brief) order.push_back(Side::head);
    std::vector<Single> made;
    for (std::size_t i = 0; i < order.size(); ++i) {
      const Side side = order[i];
      const bool is_as_in_blocks = i + 2 >= order.size();
      amount.brief = brief && is_as_in_blocks;
      Result<runner::Attempt> attempt = one(match, side, benchmark, amount);
      if (!attempt) return passed_on(attempt);
      if (attempt->end == ProcessEnd::interrupted) {
        interrupted_ = true;
        return std::optional<Item>();
      }
      const std::optional<std::uint64_t> iterations = iterations_by(*attempt, plan_.options);
      const double seconds = attempt->seconds;
      made.push_back({match, side, benchmark, std::move(*attempt)});
      if (!iterations) {
        singles_.push_back(std::move(made.back()));
        return std::optional<Item>();
      }
      if (fixed && made.size() == 1) {
        item.repetitions = std::clamp<std::uint64_t>(*iterations, 1, most_repetitions);
        item.iterations = runner::sensible_count(*iterations / item.repetitions);
        amount.iterations = item.iterations;
        amount.repetitions = item.repetitions;
      }
      if (is_as_in_blocks) item.block_s += 2 * seconds;
    }
    ready_.push_back(std::move(made));
    return std::optional(std::move(item));
  }

  /// Runs a benchmark that only `side` has.
  Result<void> alone(std::size_t match, Side side, const std::string& benchmark) {
    Result<runner::Attempt> attempt = one(match, side, benchmark, {plan_.options.min_time_s, {}});
    if (!attempt) return passed_on(attempt);
    if (attempt->end == ProcessEnd::interrupted)
      interrupted_ = true;
    else
      singles_.push_back({match, side, benchmark, std::move(*attempt)});
    return {};
  }

  bool interrupted() const { return interrupted_; }

  /// Item number `item` gets no block: the last look at both sides is all there is.
  void without_blocks(std::size_t item) {
    for (std::size_t i = ready_[item].size() - 2; i < ready_[item].size(); ++i) singles_.push_back(ready_[item][i]);
  }

  std::vector<Single> take_singles() { return std::move(singles_); }

private:
  /// One process. An executable that does not run from a copy is linked from then on.
  Result<runner::Attempt> one(std::size_t match, Side side, const std::string& benchmark,
                              const runner::Amount& amount) {
    Result<runner::Attempt> attempt = processes_.single(match, side, benchmark, amount);
    const bool first = proven_to_run_.insert({match, side}).second;
    const bool ran = attempt && (attempt->end == ProcessEnd::interrupted || !attempt->output.empty());
    if (!first || ran || copies_.is_linked(match)) return attempt;
    copies_.link_instead(match);
    if (Result<void> linked = copies_.renew(0); !linked) return passed_on(linked);
    return processes_.single(match, side, benchmark, amount);
  }

  DuetPlan& plan_;
  Copies& copies_;
  Processes& processes_;
  std::set<std::pair<std::size_t, Side>> proven_to_run_;
  std::vector<std::vector<Single>> ready_;  ///< of each item: its processes
  std::vector<Single> singles_;
  bool interrupted_ = false;
};

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

Result<Rehearsed> rehearse(DuetPlan& plan, Copies& copies, Processes& processes, const Clock& clock,
                           const std::function<void(const std::string&, std::size_t, std::size_t)>& on_progress) {
  const auto began = clock.steady_now();
  std::size_t total = 0;
  for (const PlannedMatch& match : plan.matches) {
    total += match.base.contender.suite.benchmarks.size();
    for (const std::string& name : match.head.contender.suite.benchmarks)
      total += has(match.base.contender.suite.benchmarks, name) ? 0 : 1;
  }
  Rehearsal rehearsal(plan, copies, processes);
  std::size_t done = 0;
  for (std::size_t m = 0; m < plan.matches.size(); ++m) {
    const std::vector<std::string>& base = plan.matches[m].base.contender.suite.benchmarks;
    const std::vector<std::string>& head = plan.matches[m].head.contender.suite.benchmarks;
    for (const std::string& name : base) {
      on_progress(name, done++, total);
      if (!has(head, name)) {
        if (Result<void> run = rehearsal.alone(m, Side::base, name); !run) return passed_on(run);
      } else {
        Result<std::optional<Item>> item = rehearsal.both(m, name);
        if (!item) return passed_on(item);
        if (*item) plan.items.push_back(std::move(**item));
      }
      if (rehearsal.interrupted()) return Rehearsed{{}, true};
    }
    for (const std::string& name : head) {
      if (has(base, name)) continue;
      on_progress(name, done++, total);
      if (Result<void> run = rehearsal.alone(m, Side::head, name); !run) return passed_on(run);
      if (rehearsal.interrupted()) return Rehearsed{{}, true};
    }
  }

  std::vector<double> block_s;
  for (const Item& item : plan.items) block_s.push_back(std::max(item.block_s, 1e-6));
  const double spent_s = std::chrono::duration<double>(clock.steady_now() - began).count();
  const double level = compare::level_of_row(plan.options.alpha, std::max<std::size_t>(1, plan.items.size()), true,
                                             plan.options.other_metrics);
  const std::vector<std::uint32_t> blocks =
      plan_blocks(block_s, plan.options.budget_s - spent_s, plan.options.most_blocks, compare::blocks_to_fire(level));
  for (std::size_t i = 0; i < plan.items.size(); ++i)
    if (blocks[i] > 0)
      plan.items[i].looks = compare::looks_for(blocks[i]);
    else
      rehearsal.without_blocks(i);
  return Rehearsed{rehearsal.take_singles(), false};
}

}  // namespace trackmeet::duet
