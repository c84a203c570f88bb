// SPDX-License-Identifier: Apache-2.0
#include "duet/outcome.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "compare/block_value.hpp"
#include "compare/process_level.hpp"
#include "runner/attempt.hpp"

namespace trackmeet::duet {
namespace {

constexpr const char* steering_metric = "real_time";

runner::Limits limits_of(const DuetOptions& options) { return {options.timeout, options.memory_limit_bytes}; }

/// The logarithm of the time that a process measured. Nothing if it measured none.
std::optional<double> log_time(const model::Run& measured) {
  const std::optional<std::uint32_t> metric = model::find_metric(measured, steering_metric);
  std::vector<double> times;
  for (const model::Row& row : measured.rows)
    for (const model::Value& value : row.values)
      if (metric && value.metric == *metric) times.push_back(value.value);
  if (times.empty() || !(std::ranges::min(times) > 0)) return std::nullopt;
  return compare::log_level(times, model::Better::lower);
}

/// A count is the same each time: one row of the benchmark tells it.
void put_into_first_row(model::Run& run, const std::string& benchmark, double instructions) {
  const auto row = std::ranges::find(run.rows, benchmark, &model::Row::name);
  if (row != run.rows.end()) row->values.push_back({model::metric_index(run, "instructions"), instructions});
}

}  // namespace

Outcome::Outcome(const DuetPlan& plan) : plan_(plan) {
  const auto builder = [](const PlannedSide& side) {
    return runner::RunBuilder(side.start,
                              side.contender.built ? runner::StartCommit::built : runner::StartCommit::checked_out);
  };
  for (const PlannedMatch& match : plan.matches) pairs_.push_back({builder(match.base), builder(match.head), {}, {}});
}

void Outcome::fail(std::size_t match, model::Side side, const std::string& benchmark, runner::Shortfall shortfall) {
  shortfall.detail.insert(0, side == model::Side::base ? "base: " : "head: ");
  pairs_[match].base.fail(benchmark, shortfall);
  pairs_[match].head.fail(benchmark, shortfall);
  ++failures_;
}

std::optional<stats::NoisyValue> Outcome::add(const Block& block) {
  const Item& item = plan_.items[block.item];
  const std::array<model::Side, block_size> order = block.draw.order();
  std::vector<model::Run> measured;
  std::array<double, block_size> levels{};
  for (std::size_t i = 0; i < block.made; ++i) {
    auto run = runner::judge_attempt(block.attempts[i], limits_of(plan_.options));
    const std::optional<double> log = run ? log_time(*run) : std::nullopt;
    if (run && !log) run = tl::make_unexpected(runner::Shortfall{model::FailureReason::error, "measured no time"});
    if (!run) {
      fail(item.match, order[i], item.benchmark, run.error());
      return std::nullopt;
    }
    levels[i] = *log;
    measured.push_back(std::move(*run));
  }
  if (block.made < block_size) return std::nullopt;
  std::uint32_t seen[2] = {0, 0};
  for (std::size_t i = 0; i < block_size; ++i) {
    runner::Place place;
    place.round = 2 * block.number + seen[order[i] == model::Side::base ? 0 : 1]++;
    place.block = block.number;
    place.position = static_cast<std::uint32_t>(i);
    pairs_[item.match].of(order[i]).append(std::move(measured[i]), place, block.attempts[i].peak_rss_bytes);
  }
  return compare::block_value(levels, order[0] == model::Side::head);
}

void Outcome::add_single(const Single& single) {
  auto run = runner::judge_attempt(single.attempt, limits_of(plan_.options));
  if (!run) {
    fail(single.match, single.side, single.benchmark, run.error());
    return;
  }
  pairs_[single.match].of(single.side).append(std::move(*run), {}, single.attempt.peak_rss_bytes);
}

void Outcome::add(const InstructionCount& count) {
  Pair& pair = pairs_[plan_.items[count.item].match];
  const std::string& benchmark = plan_.items[count.item].benchmark;
  if (!count.problem.empty()) {
    pair.notes.push_back(fmt::format("the instructions of {} were not counted: {}", benchmark, count.problem));
    return;
  }
  pair.instructions.push_back({benchmark, count.base, count.head});
}

std::vector<SuiteRuns> Outcome::runs(const std::vector<std::string>& breaks) const {
  std::vector<SuiteRuns> runs;
  for (std::size_t m = 0; m < pairs_.size(); ++m) {
    const Pair& pair = pairs_[m];
    std::set<std::string> without_peak = pair.base.without_peak();
    without_peak.merge(pair.head.without_peak());
    const bool fixed = runner::counts_can_be_fixed(plan_.matches[m].base.contender.suite) &&
                       runner::counts_can_be_fixed(plan_.matches[m].head.contender.suite);
    const runner::Counts counts = fixed ? runner::Counts::fixed : runner::Counts::free;
    SuiteRuns& suite = runs.emplace_back();
    suite.base = pair.base.finish(without_peak, counts, breaks);
    suite.head = pair.head.finish(without_peak, counts, breaks);
    for (model::Run* run : {&suite.base, &suite.head})
      run->environment.warnings.insert(run->environment.warnings.end(), pair.notes.begin(), pair.notes.end());
    for (const Pair::Instructions& counted : pair.instructions) {
      put_into_first_row(suite.base, counted.benchmark, counted.base);
      put_into_first_row(suite.head, counted.benchmark, counted.head);
    }
  }
  return runs;
}

}  // namespace trackmeet::duet
