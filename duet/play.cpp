// SPDX-License-Identifier: Apache-2.0
#include "duet/play.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <random>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/file.hpp"
#include "core/version.hpp"
#include "duet/copies.hpp"
#include "duet/count_both.hpp"
#include "duet/performance.hpp"
#include "duet/processes.hpp"
#include "duet/record.hpp"
#include "duet/rehearsal.hpp"
#include "provenance/provenance.hpp"
#include "runner/journal.hpp"
#include "runner/selection.hpp"

namespace trackmeet::duet {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view journal_folder = ".duets";
constexpr std::string_view journal_ending = ".jsonl";

Result<void> check(const DuetOptions& options) {
  const auto refuse = [](std::string what, std::string hint) {
    return failure(ErrorCode::usage, std::move(what), std::move(hint));
  };
  if (!(options.budget_s > 0) || !std::isfinite(options.budget_s))
    return refuse(fmt::format("a budget of {} s measures nothing", options.budget_s), "ask for some time, such as 5m");
  if (options.most_blocks < 1 || options.most_blocks > 10'000)
    return refuse(fmt::format("{} blocks cannot be measured", options.most_blocks), "ask for 1 to 10000; 60 is usual");
  if (!(options.threshold >= 0) || !std::isfinite(options.threshold))
    return refuse(fmt::format("the threshold is {}", options.threshold), "ask for a percentage from 0, such as 1");
  if (!(options.alpha > 0 && options.alpha < 1))
    return refuse(fmt::format("the error rate is {}", options.alpha), "it lies between 0 and 1, such as 0.01");
  return {};
}

/// The suites without the benchmarks that the filter holds back, and without suites in which none is left.
Result<std::vector<Match>> selected(const std::vector<Match>& matches, const std::string& filter) {
  std::vector<Match> kept;
  for (Match match : matches) {
    Result<std::vector<std::string>> base = runner::matching_benchmarks(match.base.suite, filter);
    if (!base) return passed_on(base);
    Result<std::vector<std::string>> head = runner::matching_benchmarks(match.head.suite, filter);
    if (!head) return passed_on(head);
    if (base->empty() && head->empty()) continue;
    match.base.suite.benchmarks = std::move(*base);
    match.head.suite.benchmarks = std::move(*head);
    kept.push_back(std::move(match));
  }
  if (!kept.empty() || matches.empty()) return kept;
  Result<std::vector<std::string>> none = runner::select_benchmarks(matches.front().head.suite, filter);
  return passed_on(none);
}

Result<PlannedSide> planned_side(const Contender& contender, model::Side side, const std::string& duet,
                                 const DuetOptions& options, const DuetContext& context) {
  Result<runner::FileState> executable = runner::state_of(contender.suite.path);
  if (!executable) return passed_on(executable);
  runner::Surroundings seen = context.look(contender.suite.path);
  model::Run start;
  start.id = provenance::fresh_id();
  start.timestamp = context.clock.utc_now();
  start.version = version;
  start.suite = contender.suite.name;
  start.seed = options.seed;
  start.environment = std::move(seen.environment);
  start.git = std::move(seen.checked_out);
  if (contender.built) start.git = *contender.built;
  start.duet = model::Duet{duet, side};
  return PlannedSide{contender, *executable, std::move(start)};
}

Result<DuetPlan> begin_plan(const std::vector<Match>& matches, const DuetOptions& options, const DuetContext& context) {
  DuetPlan plan;
  plan.id = provenance::fresh_id();
  plan.options = options;
  std::random_device device;
  while (plan.options.seed == 0) plan.options.seed = device();
  for (const Match& match : matches) {
    Result<PlannedSide> base = planned_side(match.base, model::Side::base, plan.id, plan.options, context);
    if (!base) return passed_on(base);
    Result<PlannedSide> head = planned_side(match.head, model::Side::head, plan.id, plan.options, context);
    if (!head) return passed_on(head);
    base->start.duet->benchmark_changes = head->start.duet->benchmark_changes = match.benchmark_changes;
    head->start.timestamp = base->start.timestamp;
    plan.matches.push_back({std::move(*base), std::move(*head)});
  }
  return plan;
}

/// Writes into the runs by which plan they will be judged.
void announce(DuetPlan& plan) {
  for (std::size_t m = 0; m < plan.matches.size(); ++m)
    for (PlannedSide* side : {&plan.matches[m].base, &plan.matches[m].head}) {
      model::Duet& duet = *side->start.duet;
      duet.alpha = plan.options.alpha;
      duet.threshold = plan.options.threshold;
      duet.benchmarks = std::max<std::size_t>(1, plan.items.size());
      for (const Item& item : plan.items)
        if (item.match == m && !item.looks.empty()) duet.looks[item.benchmark] = item.looks;
    }
}

fs::path journal_path(const DuetPlan& plan) {
  return plan.options.out_folder / journal_folder / (plan.id + std::string(journal_ending));
}

Result<runner::Journal> begin_journal(const DuetPlan& plan) {
  Result<std::vector<std::string>> lines = plan_lines(plan);
  if (!lines) return passed_on(lines);
  Result<runner::Journal> journal = runner::Journal::create(journal_path(plan), lines->front());
  if (!journal) return journal;
  for (std::size_t i = 1; i < lines->size(); ++i) {
    const bool last = i + 1 == lines->size();
    const auto durable = last ? runner::Durable::now : runner::Durable::later;
    if (Result<void> kept = journal->append((*lines)[i], durable); !kept) return passed_on(kept);
  }
  return journal;
}

/// Counts the instructions of the benchmarks that `counted` does not tell of, where that was asked for, and measures.
Result<DuetResult> count_and_perform(const DuetPlan& plan, const std::vector<InstructionCount>& counted,
                                     Performance& performance, DuetContext& context) {
  const auto is_counted = [&](std::size_t item) {
    return std::ranges::find(counted, item, &InstructionCount::item) != counted.end();
  };
  for (std::size_t i = 0; plan.options.count_instructions && i < plan.items.size(); ++i) {
    if (is_counted(i)) continue;
    if (context.on_progress) {
      DuetProgress progress;
      progress.stage = DuetStage::counting;
      progress.benchmark = plan.items[i].benchmark;
      progress.done = i;
      progress.total = plan.items.size();
      context.on_progress(progress);
    }
    const std::optional<InstructionCount> count = count_both(plan, i, context.executor);
    if (!count) return performance.interrupted();
    if (Result<void> kept = performance.keep(*count); !kept) return passed_on(kept);
  }
  return performance.perform();
}

}  // namespace

Result<DuetResult> play(const std::vector<Match>& matches, const DuetOptions& options, DuetContext& context) {
  if (Result<void> sound = check(options); !sound) return passed_on(sound);
  if (Result<void> writable = ensure_writable_folder(options.out_folder); !writable) return passed_on(writable);
  Result<std::vector<Match>> wanted = selected(matches, options.filter);
  if (!wanted) return passed_on(wanted);
  Result<DuetPlan> plan = begin_plan(*wanted, options, context);
  if (!plan) return passed_on(plan);

  const auto began = context.clock.steady_now();
  const fs::path out_file = fs::path(journal_path(*plan)).replace_extension(".out.json");
  if (Result<void> writable = ensure_writable_folder(out_file.parent_path()); !writable) return passed_on(writable);
  Copies copies(fs::path(out_file).replace_extension().replace_extension(".copies"), plan->matches);
  if (Result<void> copied = copies.renew(0); !copied) return passed_on(copied);
  Processes processes(*plan, copies, context.executor, context.clock, out_file);
  Result<Rehearsed> rehearsed = rehearse(*plan, copies, processes, context.clock,
                                         [&](const std::string& benchmark, std::size_t done, std::size_t total) {
                                           if (!context.on_progress) return;
                                           DuetProgress progress;
                                           progress.benchmark = benchmark;
                                           progress.done = done;
                                           progress.total = total;
                                           context.on_progress(progress);
                                         });
  if (!rehearsed) return passed_on(rehearsed);
  if (rehearsed->interrupted) {
    DuetResult nothing;
    nothing.interrupted = true;
    return nothing;
  }
  announce(*plan);
  Result<runner::Journal> journal = begin_journal(*plan);
  if (!journal) return passed_on(journal);
  const double spent_s = std::chrono::duration<double>(context.clock.steady_now() - began).count();
  Performance performance(*plan, copies, processes, std::move(*journal), {}, context, options.budget_s - spent_s);
  for (const Single& single : rehearsed->singles)
    if (Result<void> kept = performance.keep(single); !kept) return passed_on(kept);
  return count_and_perform(*plan, {}, performance, context);
}

Result<DuetResult> resume(const fs::path& path, DuetContext& context) {
  Result<runner::Journal> journal = runner::Journal::take_up(path);
  if (!journal) return passed_on(journal);
  std::vector<std::string> lines = journal->lines();
  const std::string resumed = resumed_line(context.clock.utc_now());
  lines.push_back(resumed);
  Result<DuetRecord> record = parse_record(lines, path);
  if (!record) return passed_on(record);
  DuetPlan& plan = record->plan;
  plan.options.out_folder = fs::absolute(path).parent_path().parent_path();
  for (const PlannedMatch& match : plan.matches)
    for (const PlannedSide* side : {&match.base, &match.head}) {
      Result<runner::FileState> executable = runner::state_of(side->contender.suite.path);
      if (!executable) return passed_on(executable);
      if (*executable != side->executable)
        return failure(ErrorCode::conflict, "this build has been made again since the duet began",
                       SourcePos{side->contender.suite.path.string()},
                       fmt::format("measure anew; delete {} if the old blocks are not needed", path.string()));
    }
  if (Result<void> kept = journal->append(resumed); !kept) return passed_on(kept);

  const fs::path out_file = fs::path(path).replace_extension(".out.json");
  Copies copies(fs::path(path).replace_extension(".copies"), plan.matches);
  Processes processes(plan, copies, context.executor, context.clock, out_file);
  double spent_s = 0;
  for (const Block& block : record->blocks)
    for (std::size_t i = 0; i < block.made; ++i) spent_s += block.attempts[i].seconds;
  Performance performance(plan, copies, processes, std::move(*journal), std::move(record->breaks), context,
                          plan.options.budget_s - spent_s);
  for (const Single& single : record->singles) performance.take(single);
  for (const InstructionCount& count : record->counts) performance.take(count);
  for (const Block& block : record->blocks)
    if (!performance.take(block))
      return failure(ErrorCode::input, "the journal tells of blocks in another order than its plan",
                     SourcePos{path.string()}, "it was changed: delete it and measure anew");
  return count_and_perform(plan, record->counts, performance, context);
}

std::vector<fs::path> unfinished_duets(const fs::path& out_folder) {
  return runner::unfinished_journals(out_folder / journal_folder);
}

}  // namespace trackmeet::duet
