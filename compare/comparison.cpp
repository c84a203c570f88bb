// SPDX-License-Identifier: Apache-2.0
#include "compare/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "compare/conclusion.hpp"
#include "compare/duet_judgement.hpp"
#include "compare/families.hpp"
#include "compare/geomean.hpp"
#include "compare/guard.hpp"
#include "compare/judgement.hpp"
#include "compare/mood.hpp"
#include "compare/pairing.hpp"
#include "compare/renaming.hpp"
#include "compare/triage.hpp"
#include "compare/unknown_metrics.hpp"
#include "core/clock.hpp"

namespace trackmeet::compare {
namespace {

SideSummary summarise(const model::Run& run, std::size_t sessions, const std::string& source) {
  SideSummary side;
  side.source = source;
  side.commit = run.git.commit;
  side.describe = run.git.describe;
  side.dirty = run.git.dirty;
  if (run.timestamp != UtcTime{}) side.timestamp = to_iso8601(run.timestamp);
  side.sessions = sessions;
  side.machine_class = run.environment.machine_class;
  side.benchmarks = model::benchmark_names(run).size();
  return side;
}

bool sides_of_one_session(const model::Baseline& base, const model::Run& head) {
  const std::optional<model::Duet>& duet = base.sessions.back().run.duet;
  return base.sessions.size() == 1 && duet && head.duet && duet->id == head.duet->id && duet->side != head.duet->side;
}

/// What a side offers in place of rounds, of some benchmarks at least.
enum class InPlace { nothing, summaries, repetitions };

InPlace in_place_of_rounds(const model::Run& run) {
  InPlace worst = InPlace::nothing;
  for (const model::Row& row : run.rows) {
    if (row.round) continue;
    if (row.aggregate.empty()) return InPlace::repetitions;
    worst = InPlace::summaries;
  }
  return worst;
}

bool knows_rounds(const model::Run& run) {
  return std::ranges::any_of(run.rows, [](const model::Row& row) { return row.round.has_value(); });
}

/// Whether both sides of one session were measured under a plan. Fails if they name different ones.
Result<bool> follow_one_plan(const model::Duet& base, const model::Duet& head, const std::string& source) {
  const bool agree = base.alpha == head.alpha && base.benchmarks == head.benchmarks &&
                     base.threshold == head.threshold && base.looks == head.looks;
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
  InPlace of_base = InPlace::nothing;
  for (const model::Run* run : base) of_base = std::max(of_base, in_place_of_rounds(*run));
  const InPlace of_head = in_place_of_rounds(head);
  const bool knows_some = (of_head != InPlace::nothing && knows_rounds(head)) ||
                          (of_base != InPlace::nothing &&
                           std::ranges::any_of(base, [](const model::Run* run) { return knows_rounds(*run); }));
  if (of_base != InPlace::nothing || of_head != InPlace::nothing)
    comparison.warnings.push_back(fmt::format(
        "{} no rounds{}: {}; for verdicts that hold, run the program ten times on each side and compare the "
        "folders of its files, or measure with `trackmeet run`",
        of_head == InPlace::nothing   ? "the baseline knows"
        : of_base == InPlace::nothing ? "the current file knows"
                                      : "both files know",
        knows_some ? " of some benchmarks" : "",
        std::max(of_base, of_head) == InPlace::repetitions
            ? "repetitions of one process stand in for them, though they are not independent"
            : "there are only summaries"));
  for (const std::string& warning : head.environment.warnings) comparison.warnings.push_back("head: " + warning);
}

/// Whether a view of the time says no more than the time. A verdict that is worse stands on its own. What is not told
/// yet, while the time is proven the same way, is no question left: a duet measures no longer than the time needs.
bool says_no_more(const ComparedRow& view, const ComparedRow& time) {
  if (view.verdict == time.verdict) return view.severity <= time.severity;
  return view.verdict == Verdict::inconclusive && ((time.verdict == Verdict::regression && view.change > 0) ||
                                                   (time.verdict == Verdict::improvement && view.change < 0));
}

/// Marks what other views of the time say like it: they are one finding.
void mark_repeats(std::vector<ComparedRow>& rows) {
  if (std::ranges::none_of(rows, [](const ComparedRow& row) { return is_view_of_time(row.metric); })) return;
  std::unordered_map<std::string_view, const ComparedRow*> times;
  for (const ComparedRow& row : rows)
    if (row.metric.name == "real_time") times.emplace(row.name, &row);
  for (ComparedRow& row : rows) {
    if (!is_view_of_time(row.metric)) continue;
    const auto time = times.find(row.name);
    row.repeats_time = time != times.end() && says_no_more(row, *time->second);
  }
}

/// The moods of each sampled metric; those of sides of one session have none.
std::map<std::string, Moods> all_moods(const model::Baseline& base, const std::map<std::string, double>& shares,
                                       bool same_session, const Policy& policy) {
  std::map<std::string, Moods> moods;
  const MoodSource source(base);
  for (const auto& [metric, share] : shares)
    moods[metric] = same_session ? Moods{no_mood(), {}}
                                 : source.of(metric, policy, share_for_mood * policy.false_discovery_rate * share);
  return moods;
}

/// The mean changes of each suite; there are several where files of several were read together.
std::vector<MeanChange> means_of_suites(const Comparison& comparison, const model::Run& head,
                                        const std::vector<std::string>& metrics,
                                        const std::map<std::string, Moods>& moods) {
  if (head.suite_of.empty()) return mean_changes(comparison.suite, comparison.rows, metrics, moods);
  std::map<std::string, std::vector<ComparedRow>> rows_of;
  for (const ComparedRow& row : comparison.rows) {
    const auto other = head.suite_of.find(row.name);
    rows_of[other == head.suite_of.end() ? comparison.suite : other->second].push_back(row);
  }
  std::vector<MeanChange> means;
  for (const auto& [suite, rows] : rows_of)
    std::ranges::move(mean_changes(suite, rows, metrics, moods), std::back_inserter(means));
  return means;
}

/// What is of interest in a duet was fixed with its plan, whatever is asked for later.
Policy policy_of_plan(Policy policy, const model::Run& head) {
  if (head.duet && head.duet->threshold > 0) policy.bands = with_edges(policy.bands, {.slight = head.duet->threshold});
  return policy;
}

/// The answer for runs that may be compared, of which the base has the head's names.
Result<Comparison> compare_named(const model::Baseline& base, const model::Run& head, const Policy& asked) {
  const std::vector<const model::Run*> sessions = model::blessed_sessions(base);
  const model::Run& blessed = *sessions.back();
  Comparison comparison;
  comparison.suite = head.suite;
  comparison.base = summarise(blessed, sessions.size(), base.source);
  comparison.head = summarise(head, 1, head.source);
  comparison.differences = environment_differences(blessed.environment, head.environment);
  note_weak_evidence(sessions, head, comparison);

  const bool same_session = sides_of_one_session(base, head);
  const Policy policy = same_session ? policy_of_plan(asked, head) : asked;
  std::optional<DuetJudge> duet;
  if (same_session) {
    auto planned = follow_one_plan(*blessed.duet, *head.duet, head.source);
    if (!planned) return passed_on(planned);
    if (*planned) duet.emplace(blessed, head, policy);
  }

  std::vector<const model::Run*> sides = sessions;
  sides.push_back(&head);
  std::ranges::move(unknown_metrics(policy, sides), std::back_inserter(comparison.warnings));
  std::ranges::move(vain_renames(policy.renames, blessed, head), std::back_inserter(comparison.warnings));

  const std::vector<std::string> metrics = metrics_to_judge(sessions, head, policy);
  const std::string first_metric = metrics.empty() ? policy.importance.front() : metrics.front();
  const std::string mismatch = policy.force ? "" : machine_mismatch(blessed.environment, head.environment);
  if (!mismatch.empty())
    comparison.warnings.push_back(
        "nothing is judged across machines: measure both sides on one, or pass --force to see the figures all the "
        "same");
  std::vector<Pair> pairs = pair_up(sessions, head, metrics);
  for (Pair& pair : pairs) pair.metric = described(policy, pair.benchmark, std::move(pair.metric));
  Triage sorted = triage(std::move(pairs), head, policy, mismatch, first_metric);
  comparison.rows = std::move(sorted.settled);
  std::ranges::move(sorted.warnings, std::back_inserter(comparison.warnings));

  const std::map<std::string, double> shares = shares_of(sorted.to_judge, metrics);
  const std::map<std::string, Moods> moods = all_moods(base, shares, same_session, policy);
  const auto first = std::ranges::find_if(metrics, [&](const std::string& metric) { return moods.contains(metric); });
  const Mood spread =
      first != metrics.end() ? moods.at(*first).usual
      : same_session         ? no_mood()
                     : MoodSource(base).of(first_metric, policy, share_for_mood * policy.false_discovery_rate).usual;
  comparison.spread = {spread.tau, spread.sessions, spread.same_session};

  std::vector<Question> questions;
  questions.reserve(sorted.to_judge.size());
  for (Pair& pair : sorted.to_judge) {
    if (duet && pair.metric.kind == model::Kind::sampled) {
      comparison.rows.push_back(duet->judge(pair));
      continue;
    }
    Question question;
    if (const auto own = moods.find(pair.metric.name); own != moods.end()) {
      question.mood = own->second.of(pair.benchmark);
      question.share = shares.at(own->first);
    }
    question.pair = std::move(pair);
    questions.push_back(std::move(question));
  }
  std::vector<ComparedRow> judged = judge(questions, policy);
  if (comparison.rows.empty())
    comparison.rows = std::move(judged);
  else
    std::ranges::move(judged, std::back_inserter(comparison.rows));
  mark_repeats(comparison.rows);
  comparison.means = means_of_suites(comparison, head, metrics, moods);
  if (same_session) note_benchmark_changes(*head.duet, comparison);
  conclude(comparison, policy);
  return comparison;
}

}  // namespace

std::size_t count(const Comparison& comparison, Verdict verdict) {
  return static_cast<std::size_t>(std::ranges::count_if(
      comparison.rows, [verdict](const ComparedRow& row) { return row.verdict == verdict && !row.repeats_time; }));
}

Result<Comparison> compare_runs(const model::Baseline& base, const model::Run& head, const Policy& policy) {
  const model::Run& blessed = *model::blessed_sessions(base).back();
  if (!policy.force && debug_against_release(blessed.environment, head.environment))
    return failure(ErrorCode::conflict,
                   fmt::format("a {} build cannot be compared with a {} build: the difference would be the compiler's",
                               head.environment.build_type, blessed.environment.build_type),
                   SourcePos{head.source}, "measure a release build, or pass --force to see the figures all the same");

  Policy own = policy_of_suite(policy, head.suite);
  if (!has_old_names(base, policy.renames)) return compare_named(base, head, own);
  for (const auto& [from, to] : policy.renames)
    if (own.not_asked.contains(from)) own.not_asked.insert(to);
  Result<model::Baseline> with_new_names = renamed(base, policy.renames);
  if (!with_new_names) return passed_on(with_new_names);
  return compare_named(*with_new_names, head, own);
}

}  // namespace trackmeet::compare
