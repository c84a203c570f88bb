// SPDX-License-Identifier: Apache-2.0
#include "runner/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/file.hpp"
#include "core/version.hpp"
#include "provenance/provenance.hpp"
#include "runner/journal.hpp"
#include "runner/measured_process.hpp"
#include "runner/run_assembly.hpp"
#include "runner/selection.hpp"
#include "runner/session_plan.hpp"
#include "runner/session_record.hpp"
#include "runner/time_left.hpp"
#include "runner/write_run.hpp"

namespace trackmeet::runner {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view journal_folder = ".journal";
constexpr std::string_view journal_ending = ".jsonl";
constexpr unsigned most_rounds = 1'000'000;

Result<void> check(const SessionOptions& options) {
  if (options.rounds < 1 || options.rounds > most_rounds || options.warmup_rounds > most_rounds)
    return failure(ErrorCode::usage, fmt::format("{} rounds cannot be measured", options.rounds),
                   fmt::format("ask for 1 to {} rounds; 10 is a good start", most_rounds));
  if (!std::isfinite(options.min_time_s) || options.min_time_s <= 0)
    return failure(ErrorCode::usage, fmt::format("a process cannot measure for {} s", options.min_time_s),
                   "ask for a time above zero, such as 0.05");
  return {};
}

std::uint64_t chosen_seed(std::uint64_t wanted) {
  std::random_device device;
  while (wanted == 0) wanted = device();
  return wanted;
}

Result<SessionPlan> make_plan(const SuiteProgram& suite, const SessionOptions& options, const SessionContext& context) {
  SessionPlan plan;
  Result<std::vector<std::string>> names = select_benchmarks(suite, options.filter);
  if (!names) return passed_on(names);
  Result<FileState> executable = state_of(suite.path);
  if (!executable) return passed_on(executable);

  plan.id = provenance::fresh_id();
  plan.run_ids = {plan.id};
  if (options.against_itself) plan.run_ids = {provenance::fresh_id(), provenance::fresh_id()};
  plan.suite = suite;
  plan.suite.benchmarks = std::move(*names);
  plan.executable = *executable;
  plan.options = options;
  plan.options.seed = chosen_seed(options.seed);
  for (const std::string& name : plan.suite.benchmarks) {
    const auto known = options.iterations.find(name);
    plan.counts.push_back(known == options.iterations.end() ? 0 : known->second);
  }
  Surroundings seen = context.look(suite.path);
  plan.start.id = plan.id;
  plan.start.timestamp = context.clock.utc_now();
  plan.start.version = version;
  plan.start.suite = suite.name;
  plan.start.seed = plan.options.seed;
  plan.start.environment = std::move(seen.environment);
  plan.start.git = std::move(seen.checked_out);
  return plan;
}

/// A session under way.
class Session {
public:
  Session(SessionPlan plan, Journal journal, std::vector<std::string> breaks, SessionContext& context)
      : plan_(std::move(plan)),
        journal_(std::move(journal)),
        breaks_(std::move(breaks)),
        context_(context),
        visits_(visits_of(plan_)),
        assembly_(plan_),
        left_(plan_.suite.benchmarks.size(), visits_),
        out_file_(fs::path(journal_.path()).replace_extension(".out.json")) {}
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Measures whatever `recorded` does not tell yet, and writes the results.
  Result<SessionResult> run(const std::vector<Attempt>& recorded) {
    std::size_t next = 0;
    for (std::size_t v = 0; v < visits_.size(); ++v) {
      if (assembly_.given_up(visits_[v].benchmark)) continue;
      if (next < recorded.size()) {
        if (recorded[next].visit != v) return out_of_order();
        take(v, recorded[next++]);
        continue;
      }
      Result<Attempt> attempt = measure_one(v);
      if (!attempt) return passed_on(attempt);
      if (attempt->end == ProcessEnd::interrupted) return SessionResult{{}, {}, true, journal_.path()};
      if (Result<void> kept = journal_.append(attempt_line(plan_, visits_[v], *attempt)); !kept) return passed_on(kept);
      take(v, *attempt);
    }
    if (next < recorded.size()) return out_of_order();
    return write();
  }

private:
  void take(std::size_t v, const Attempt& attempt) {
    const std::size_t benchmark = visits_[v].benchmark;
    assembly_.add(visits_[v], attempt);
    left_.done(benchmark, attempt.seconds);
    if (assembly_.given_up(benchmark)) left_.give_up(benchmark);
  }

  Result<Attempt> measure_one(std::size_t v) {
    const Visit& visit = visits_[v];
    report(visit);
    Command command = benchmark_command(plan_.suite, plan_.suite.benchmarks[visit.benchmark],
                                        assembly_.amount(visit.benchmark), out_file_);
    command.timeout = plan_.options.timeout;
    command.memory_limit_bytes = plan_.options.memory_limit_bytes;
    command.output_limit_bytes = std::size_t{1} << 16U;
    std::error_code ignored;
    fs::remove(out_file_, ignored);
    Result<ProcessOutcome> outcome = context_.executor.run(command);
    if (!outcome) return passed_on(outcome);

    Attempt attempt = attempt_from(*outcome, out_file_, context_.clock.utc_now());
    attempt.visit = v;
    return attempt;
  }

  void report(const Visit& visit) const {
    if (!context_.on_progress) return;
    Progress progress;
    progress.suite = plan_.suite.name;
    progress.benchmark = plan_.suite.benchmarks[visit.benchmark];
    progress.phase = visit.phase == Phase::calibration ? "calibrating"
                     : visit.phase == Phase::warmup    ? "warming up"
                                                    : fmt::format("round {}/{}", visit.round + 1, plan_.options.rounds);
    progress.done = left_.processes_done();
    progress.total = left_.processes_in_all();
    progress.seconds_left = left_.seconds();
    progress.failed = assembly_.failures();
    context_.on_progress(progress);
  }

  tl::unexpected<Error> out_of_order() const {
    return failure(ErrorCode::input, "the journal tells of processes in another order than its plan",
                   SourcePos{journal_.path().string()},
                   "it was written by another version of Trackmeet or changed: delete it and measure anew");
  }

  Result<SessionResult> write() {
    SessionResult result;
    result.runs = assembly_.finish(breaks_);
    for (model::Run& run : result.runs) {
      Result<fs::path> path = write_run(run, plan_.options.out_folder);
      if (!path) return passed_on(path);
      result.files.push_back(std::move(*path));
    }
    journal_.remove();
    return result;
  }

  SessionPlan plan_;
  Journal journal_;
  std::vector<std::string> breaks_;
  SessionContext& context_;
  std::vector<Visit> visits_;
  RunAssembly assembly_;
  TimeLeft left_;
  fs::path out_file_;
};

}  // namespace

Result<SessionResult> measure(const SuiteProgram& suite, const SessionOptions& options, SessionContext& context) {
  if (Result<void> sound = check(options); !sound) return passed_on(sound);
  if (Result<void> writable = ensure_writable_folder(options.out_folder); !writable) return passed_on(writable);
  Result<SessionPlan> plan = make_plan(suite, options, context);
  if (!plan) return passed_on(plan);
  Result<std::string> first_line = plan_line(*plan);
  if (!first_line) return passed_on(first_line);
  Result<Journal> journal =
      Journal::create(options.out_folder / journal_folder / (plan->id + std::string(journal_ending)), *first_line);
  if (!journal) return passed_on(journal);
  return Session(std::move(*plan), std::move(*journal), {}, context).run({});
}

Result<SessionResult> resume(const fs::path& path, SessionContext& context) {
  Result<Journal> journal = Journal::take_up(path);
  if (!journal) return passed_on(journal);
  std::vector<std::string> lines = journal->lines();
  const std::string resumed = resumed_line(context.clock.utc_now());
  lines.push_back(resumed);
  Result<SessionRecord> record = parse_record(lines, path);
  if (!record) return passed_on(record);
  SessionPlan& plan = record->plan;
  plan.options.out_folder = fs::absolute(path).parent_path().parent_path();

  Result<FileState> executable = state_of(plan.suite.path);
  if (!executable) return passed_on(executable);
  if (*executable != plan.executable)
    return failure(ErrorCode::conflict, "the suite has been built again since this session began",
                   SourcePos{plan.suite.path.string()},
                   fmt::format("measure anew; delete {} if the old rounds are not needed", path.string()));
  if (Result<void> kept = journal->append(resumed); !kept) return passed_on(kept);
  return Session(std::move(plan), std::move(*journal), std::move(record->breaks), context).run(record->attempts);
}

std::vector<fs::path> unfinished_sessions(const fs::path& out_folder) {
  return unfinished_journals(out_folder / journal_folder);
}

}  // namespace trackmeet::runner
