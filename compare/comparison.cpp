// SPDX-License-Identifier: Apache-2.0
#include "compare/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "compare/conclusion.hpp"
#include "compare/duet_judgement.hpp"
#include "compare/guard.hpp"
#include "compare/judgement.hpp"
#include "compare/mood.hpp"
#include "compare/pairing.hpp"
#include "core/units.hpp"
#include "stats/summary.hpp"

namespace trackmeet::compare {
namespace {

SideSummary summarise(const model::Run& run, std::size_t sessions, const std::string& source) {
  SideSummary side;
  side.source = source;
  side.commit = run.git.commit;
  side.describe = run.git.describe;
  side.dirty = run.git.dirty;
  side.timestamp = to_iso8601(run.timestamp);
  side.sessions = sessions;
  side.machine_class = run.environment.machine_class;
  side.benchmarks = model::benchmark_names(run).size();
  return side;
}

bool sides_of_one_session(const model::Baseline& base, const model::Run& head) {
  const std::optional<model::Duet>& duet = base.sessions.back().run.duet;
  return base.sessions.size() == 1 && duet && head.duet && duet->id == head.duet->id && duet->side != head.duet->side;
}

/// A row for a benchmark that cannot be decided, with what is known of it.
ComparedRow undecided(const Pair& pair, Verdict verdict, std::string reason) {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  ComparedRow row;
  row.name = pair.benchmark;
  row.metric = pair.metric;
  row.base = pair.base.empty() ? unknown : stats::median(pair.base);
  row.head = pair.head.empty() ? unknown : stats::median(pair.head);
  row.base_rounds = pair.base.size();
  row.head_rounds = pair.head.size();
  row.change = row.interval_low = row.interval_high = unknown;
  row.verdict = verdict;
  row.reason = std::move(reason);
  return row;
}

std::string_view to_string(model::FailureReason reason) {
  switch (reason) {
    case model::FailureReason::crash:
      return "crashed";
    case model::FailureReason::timeout:
      return "timed out";
    case model::FailureReason::memory:
      return "ran out of memory";
    case model::FailureReason::error:
      return "failed";
  }
  return "failed";
}

std::map<std::string, std::string> failures_of(const model::Run& run) {
  std::map<std::string, std::string> failures;
  for (const model::Failure& failure : run.failures)
    failures.try_emplace(failure.name, fmt::format("{}{}{}", to_string(failure.reason),
                                                   failure.detail.empty() ? "" : ": ", failure.detail));
  return failures;
}

bool lacks_rounds(const model::Run& run) {
  return std::ranges::any_of(run.rows, [](const model::Row& row) { return !row.round; });
}

/// How many rounds the benchmark with the most of them has.
std::size_t rounds_of(const model::Run& run) {
  std::size_t rounds = 0;
  for (const model::Row& row : run.rows)
    if (row.round) rounds = std::max(rounds, static_cast<std::size_t>(*row.round) + 1);
  return rounds;
}

/// Whether both sides of one session were measured under a plan. Fails if they name different ones.
Result<bool> follow_one_plan(const model::Duet& base, const model::Duet& head, const std::string& source) {
  const bool agree = base.alpha == head.alpha && base.benchmarks == head.benchmarks && base.looks == head.looks;
  if (!agree)
    return failure(ErrorCode::conflict, "the two sides of this duet tell different plans", SourcePos{source},
                   "a plan is fixed before the start and the same in both files: compare them as they were written");
  return head.alpha > 0;
}

/// Where the suite's own files are not the same on both sides, every verdict may be about the benchmark.
void note_benchmark_changes(const model::Duet& duet, Comparison& comparison) {
  if (duet.benchmark_changes.empty()) return;
  for (ComparedRow& row : comparison.rows)
    row.reason += fmt::format("; the benchmark itself changed ({})", files_in_words(duet.benchmark_changes));
}

void note_weak_evidence(const std::vector<const model::Run*>& base, const model::Run& head, Comparison& comparison) {
  const bool base_lacks = std::ranges::any_of(base, [](const model::Run* run) { return lacks_rounds(*run); });
  if (base_lacks || lacks_rounds(head))
    comparison.warnings.push_back(
        fmt::format("{} no rounds: repetitions of one process stand in for them, though they are not independent; "
                    "measure with `trackmeet run` for verdicts that hold",
                    base_lacks && lacks_rounds(head) ? "both files know"
                    : base_lacks                     ? "the baseline knows"
                                                     : "the current file knows"));
  for (const std::string& warning : head.environment.warnings) comparison.warnings.push_back("head: " + warning);
}

}  // namespace

std::size_t count(const Comparison& comparison, Verdict verdict) {
  return static_cast<std::size_t>(std::ranges::count(comparison.rows, verdict, &ComparedRow::verdict));
}

Result<Comparison> compare_runs(const model::Baseline& base, const model::Run& head, const Policy& policy) {
  const std::vector<const model::Run*> sessions = model::blessed_sessions(base);
  const model::Run& blessed = *sessions.back();
  if (!policy.force && debug_against_release(blessed.environment, head.environment))
    return failure(ErrorCode::conflict,
                   fmt::format("a {} build cannot be compared with a {} build: the difference would be the compiler's",
                               head.environment.build_type, blessed.environment.build_type),
                   SourcePos{head.source}, "measure a release build, or pass --force to see the figures all the same");

  Comparison comparison;
  comparison.suite = head.suite;
  comparison.base = summarise(blessed, sessions.size(), base.source);
  comparison.head = summarise(head, 1, head.source);
  comparison.differences = environment_differences(blessed.environment, head.environment);
  note_weak_evidence(sessions, head, comparison);

  const bool same_session = sides_of_one_session(base, head);
  std::optional<DuetJudge> duet;
  if (same_session) {
    auto planned = follow_one_plan(*blessed.duet, *head.duet, head.source);
    if (!planned) return passed_on(planned);
    if (*planned) duet.emplace(blessed, head, policy);
  }
  const std::string mismatch = policy.force ? "" : machine_mismatch(blessed.environment, head.environment);
  const auto sampled = std::ranges::count_if(policy.metrics, [](const std::string& metric) {
    return model::metric_named(metric).kind == model::Kind::sampled;
  });
  const double mood_risk =
      share_for_mood * policy.false_discovery_rate / static_cast<double>(std::max<std::ptrdiff_t>(1, sampled));
  std::map<std::string, Moods> moods;
  for (const std::string& metric : policy.metrics)
    moods[metric] = same_session ? Moods{no_mood(), {}} : moods_of(base, metric, policy, mood_risk);
  if (!policy.metrics.empty()) {
    const Mood& first = moods[policy.metrics.front()].usual;
    comparison.spread = {first.tau, first.sessions, first.same_session};
  }

  const std::map<std::string, std::string> failed = failures_of(head);
  std::set<std::string> settled;  // benchmarks that have the one row they get
  std::map<std::string, std::size_t> one_sided;
  std::set<std::string> seen_once;
  const std::size_t most_rounds = rounds_of(head);
  std::vector<Question> questions;
  const auto settle = [&](const Pair& pair, Verdict verdict, std::string reason) {
    if (settled.insert(pair.benchmark).second) comparison.rows.push_back(undecided(pair, verdict, std::move(reason)));
  };
  const std::vector<Pair> pairs = pair_up(sessions, head, policy.metrics);
  std::set<std::string> in_base;
  std::set<std::string> in_head;
  for (const Pair& pair : pairs) {
    if (!pair.base.empty()) in_base.insert(pair.benchmark);
    if (!pair.head.empty()) in_head.insert(pair.benchmark);
  }
  for (const Pair& pair : pairs) {
    if (is_ignored(policy, pair.benchmark, pair.metric.name)) continue;
    if (const auto failure = failed.find(pair.benchmark); failure != failed.end()) {
      settle(pair, Verdict::failed, failure->second);
    } else if (!in_head.contains(pair.benchmark)) {
      settle(pair, Verdict::missing,
             may_be_missing(policy, pair.benchmark) ? "in the baseline, not in the current run; a rule allows that"
                                                    : "in the baseline, but not in the current run");
    } else if (!in_base.contains(pair.benchmark)) {
      settle(pair, Verdict::added, "not in the baseline yet");
    } else if (!mismatch.empty()) {
      settle(pair, Verdict::incomparable, mismatch);
    } else if (pair.base.empty() || pair.head.empty()) {
      ++one_sided[pair.metric.name];
    } else if (pair.metric.kind == model::Kind::sampled && pair.head.size() == 1 && most_rounds > 1) {
      seen_once.insert(pair.benchmark);
    } else if (duet && pair.metric.kind == model::Kind::sampled) {
      comparison.rows.push_back(duet->judge(pair));
    } else {
      questions.push_back({pair, moods[pair.metric.name].of(pair.benchmark)});
    }
  }
  for (const auto& [name, reason] : failed) {
    const bool ignored = !policy.metrics.empty() && is_ignored(policy, name, policy.metrics.front());
    if (!ignored && !settled.contains(name))
      settle({name, model::metric_named(policy.metrics.empty() ? "real_time" : policy.metrics.front()), {}, {}},
             Verdict::failed, reason);
  }
  for (const auto& [metric, times] : one_sided)
    comparison.warnings.push_back(fmt::format("{} is known on one side only and was not compared ({})", metric,
                                              format_count(times, "benchmark")));

  if (!seen_once.empty())
    comparison.warnings.push_back(fmt::format(
        "{} measured in one of {} rounds ({}): what varies from round to round, such as time, was not judged",
        seen_once.size() == 1 ? "1 benchmark was" : fmt::format("{} benchmarks were", seen_once.size()), most_rounds,
        fmt::join(seen_once, ", ")));

  std::vector<ComparedRow> judged = judge(questions, policy);
  std::ranges::move(judged, std::back_inserter(comparison.rows));
  if (same_session) note_benchmark_changes(*head.duet, comparison);
  conclude(comparison, policy);
  return comparison;
}

}  // namespace trackmeet::compare
