// SPDX-License-Identifier: Apache-2.0
#include "compare/judgement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "compare/decision.hpp"
#include "compare/figures.hpp"
#include "core/units.hpp"
#include "stats/false_discovery.hpp"
#include "stats/mann_whitney.hpp"
#include "stats/summary.hpp"

namespace trackmeet::compare {
namespace {

/// What a verdict rests on where a side has only a summary.
std::string rests_on(const Pair& pair) {
  const auto word = [](model::Basis basis) { return basis == model::Basis::median ? "median" : "mean"; };
  if (pair.base_basis == pair.head_basis)
    return fmt::format("rests on one {} each; there are no samples", word(pair.base_basis));
  if (pair.base_basis == model::Basis::samples || pair.head_basis == model::Basis::samples) {
    const bool of_base = pair.base_basis != model::Basis::samples;
    return fmt::format("rests on one {} on the side of the {}, of which there are no samples",
                       word(of_base ? pair.base_basis : pair.head_basis), of_base ? "base" : "head");
  }
  return fmt::format("rests on a {} of the base and a {} of the head; there are no samples", word(pair.base_basis),
                     word(pair.head_basis));
}

Verdict verdict_of(Proven proven) { return proven == Proven::worse ? Verdict::regression : Verdict::improvement; }

// --- metrics that are the same every time
// ------------------------------------------------------------------------------

/// The size of a change for its bands: in the metric's unit where it has bands of its own, else relative, to the base
/// where no ratio is possible. From nothing to something is more than any band.
double size_for_bands(const ComparedRow& row, bool has_own_bands) {
  if (has_own_bands) return std::abs(row.change);
  if (!row.by_difference) return size_of_change(row.change);
  return row.base == 0 ? std::numeric_limits<double>::infinity() : std::abs(row.change / row.base);
}

ComparedRow judge_exact(const Pair& pair, const Policy& policy) {
  ComparedRow row = blank_row(pair);
  const auto [base_low, base_high] = std::ranges::minmax(pair.base);
  const auto [head_low, head_high] = std::ranges::minmax(pair.head);
  const bool has_own_bands = own_bands(policy, pair.metric) != nullptr;
  row.by_difference = has_own_bands || base_low <= 0 || head_low <= 0;

  const double sign = pair.metric.better == model::Better::lower ? 1 : -1;
  const auto change = [&](double from, double to) {
    if (row.by_difference) return sign * (to - from);
    return sign > 0 ? to / from - 1 : from / to - 1;
  };
  row.change = change(row.base, row.head);
  row.interval_low = std::min(change(base_high, head_low), change(base_low, head_high));
  row.interval_high = std::max(change(base_high, head_low), change(base_low, head_high));

  row.log_error = row.by_difference ? 0 : (std::log1p(row.interval_high) - std::log1p(row.interval_low)) / 4;
  const bool apart = base_high < head_low || head_high < base_low;
  const bool is_same = row.base == row.head && base_low == head_low && base_high == head_high;
  row.p = row.p_adjusted = apart ? 0 : 1;
  if (apart) row.proven = row.change > 0 ? Proven::worse : Proven::better;
  const std::string values =
      fmt::format("{} -> {}", format_quantity(row.base, pair.metric.unit), format_quantity(row.head, pair.metric.unit));
  if (is_same) {
    row.verdict = Verdict::unchanged;
    row.reason = "the same on both sides";
  } else if (!apart) {
    row.verdict = Verdict::inconclusive;
    row.reason = fmt::format("{}, but it varies from round to round and the two sides overlap", values);
  } else {
    row.severity = severity_of(size_for_bands(row, has_own_bands), bands_for(policy, pair.benchmark, pair.metric));
    row.verdict = row.severity == Severity::none ? Verdict::unchanged : verdict_of(row.proven);
    row.reason = row.severity == Severity::none ? fmt::format("{}: less than what is of interest", values)
                 : is_summary(pair)             ? values
                                                : fmt::format("{}, in every round", values);
  }
  if (is_summary(pair)) row.reason += fmt::format("; {}", rests_on(pair));
  return row;
}

// --- metrics that vary from round to round
// -----------------------------------------------------------------------------

/// One row on its way from its rounds to its verdict.
struct Candidate {
  ComparedRow& row;
  Estimate estimate;
  const Mood& mood;
  double sign = 1;  ///< of the shift: positive is worse
};

/// What the sampled rows of one metric share: how many there are and what each has to reach.
struct Family {
  std::size_t rows = 0;
  double rate = 0.05;
};

double set_aside(const Mood& mood) { return mood.sessions > 0 ? share_for_mood : 0; }
double cap_of(const Mood& mood) { return mood.same_session || mood.sessions > 0 ? 1.0 : largest_p_on_assumption; }

Candidate measure(const Question& question, ComparedRow& row) {
  row = blank_row(question.pair);
  Candidate candidate{row, {}, question.mood, 1};
  if (question.pair.metric.better == model::Better::higher) candidate.sign = -1;
  candidate.estimate = estimate_shift(question.pair.base, question.pair.head, question.mood);
  const double low = std::min(candidate.sign * candidate.estimate.low, candidate.sign * candidate.estimate.high);
  const double high = std::max(candidate.sign * candidate.estimate.low, candidate.sign * candidate.estimate.high);
  row.change = std::expm1(candidate.sign * candidate.estimate.shift);
  row.interval_low = std::expm1(low);
  row.interval_high = std::expm1(high);
  row.p = candidate.estimate.p;
  row.log_error = candidate.estimate.rounds_error;
  row.log_degrees = static_cast<double>(row.base_rounds + row.head_rounds) - 2;
  return candidate;
}

std::string mood_in_words(const Mood& mood) {
  if (mood.same_session) return "both sides of one session";
  return fmt::format("session spread {} {}", format_percent(mood.tau), mood.sessions > 0 ? "measured" : "assumed");
}

/// The p that a row has to reach when no other row is significant.
double level_alone(const Mood& mood, const Family& family) {
  return std::min(family.rate * (1 - set_aside(mood)) / static_cast<double>(family.rows), cap_of(mood));
}

std::string why_open(const Candidate& candidate, const Family& family, const Bands& bands, double margin) {
  const ComparedRow& row = candidate.row;
  const double alone = level_alone(candidate.mood, family);
  if (!row.can_fire) {
    const std::size_t needed = stats::rounds_to_reach(alone);
    return fmt::format("can never fire on its own: {} against {} among {}; needs {} a side",
                       format_count(row.base_rounds, "round"), row.head_rounds, format_count(family.rows, "row"),
                       needed);
  }
  const std::size_t rounds = std::min(row.base_rounds, row.head_rounds);
  const RoundsNeeded needed =
      rounds_needed(candidate.estimate, rounds, candidate.mood, {std::log1p(margin), std::log1p(bands.slight), alone});
  const std::string state = row.proven != Proven::no
                                ? fmt::format("proven (p = {}), but not whether it is more or less than {}",
                                              format_p(row.p_adjusted), format_percent(margin))
                                : fmt::format("not proven (p = {}) and not shown to be within +-{}",
                                              format_p(row.p_adjusted), format_percent(margin));
  switch (needed.limit) {
    case RoundsNeeded::Limit::mood:
      return fmt::format("{}; no number of rounds tells: {}", state, mood_in_words(candidate.mood));
    case RoundsNeeded::Limit::edge:
      return fmt::format("{}; no number of rounds tells: it lies at the edge", state);
    case RoundsNeeded::Limit::none:
      break;
  }
  return fmt::format("{}; about {} would tell", state,
                     format_count(needed.rounds > rounds ? needed.rounds - rounds : 1, "more round"));
}

/// `p` is the adjusted one, within the family.
void decide(const Candidate& candidate, const Family& family, double p, const Policy& policy) {
  ComparedRow& row = candidate.row;
  const Bands bands = bands_for(policy, row.name, row.metric);
  row.can_fire = candidate.estimate.smallest_p <= level_alone(candidate.mood, family) * (1 + 1e-9);
  const bool proven = p <= family.rate && row.p <= cap_of(candidate.mood);
  if (proven) row.proven = row.change > 0 ? Proven::worse : Proven::better;
  const Severity severity = severity_of(size_of_change(row.change), bands);
  // One session can show equality within the threshold of interest, a stored baseline only within the minor band.
  const double margin = candidate.mood.same_session ? bands.slight : bands.minor;
  const double edge = std::log1p(margin) * (1 + 1e-9);
  const bool shown_equal = std::log1p(row.interval_low) >= -edge && std::log1p(row.interval_high) <= edge;

  if (proven && severity != Severity::none) {
    row.verdict = verdict_of(row.proven);
    row.severity = severity;
    row.reason = fmt::format("proven: p = {} over {}, {}", format_p(row.p_adjusted), format_count(family.rows, "row"),
                             mood_in_words(candidate.mood));
  } else if (shown_equal) {
    row.verdict = Verdict::unchanged;
    row.reason = proven ? fmt::format("proven, but less than the {} of interest", format_percent(bands.slight))
                        : fmt::format("shown to be within +-{}", format_percent(margin));
  } else {
    row.verdict = Verdict::inconclusive;
    row.reason = why_open(candidate, family, bands, margin);
  }
}

bool has_logarithms(const Pair& pair) {
  const auto positive = [](double value) { return value > 0; };
  return std::ranges::all_of(pair.base, positive) && std::ranges::all_of(pair.head, positive);
}

}  // namespace

ComparedRow blank_row(const Pair& pair) {
  ComparedRow row;
  row.name = pair.benchmark;
  row.metric = pair.metric;
  row.base = stats::median(pair.base);
  row.head = stats::median(pair.head);
  row.base_rounds = pair.base.size();
  row.head_rounds = pair.head.size();
  return row;
}

ComparedRow judge_without_ratio(const Pair& pair) {
  ComparedRow row = blank_row(pair);
  row.by_difference = true;
  row.change = (pair.metric.better == model::Better::lower ? 1 : -1) * (row.head - row.base);
  row.interval_low = -std::numeric_limits<double>::infinity();
  row.interval_high = std::numeric_limits<double>::infinity();
  row.can_fire = false;
  row.reason = "has values that are zero or negative, which no ratio can judge";
  const auto [base_low, base_high] = std::ranges::minmax(pair.base);
  const auto [head_low, head_high] = std::ranges::minmax(pair.head);
  if (base_low == head_high && base_high == head_low) {
    row.verdict = Verdict::unchanged;
    row.interval_low = row.interval_high = 0;
    row.reason = "the same on both sides, every time";
  }
  return row;
}

bool is_summary(const Pair& pair) {
  return pair.base_basis != model::Basis::samples || pair.head_basis != model::Basis::samples;
}

ComparedRow judge_summary(const Pair& pair) {
  ComparedRow row = blank_row(pair);
  const bool is_lower = pair.metric.better == model::Better::lower;
  row.change = is_lower ? row.head / row.base - 1 : row.base / row.head - 1;
  row.interval_low = -std::numeric_limits<double>::infinity();
  row.interval_high = std::numeric_limits<double>::infinity();
  row.can_fire = false;
  row.reason = rests_on(pair);
  return row;
}

void hold_back(ComparedRow& row, const Policy& policy) {
  const bool is_sampled = row.metric.kind == model::Kind::sampled;
  if (is_sampled && std::min(row.base_rounds, row.head_rounds) < policy.minimum_rounds) {
    row.verdict = Verdict::inconclusive;
    row.severity = Severity::none;
    row.proven = Proven::no;
    row.can_fire = false;
    row.reason = fmt::format("{} against {}, fewer than the {} that minimum_rounds asks for",
                             format_count(row.base_rounds, "round"), row.head_rounds, policy.minimum_rounds);
  } else if (row.metric.guessed && row.severity != Severity::none) {
    row.reason = fmt::format(
        "changed by {} (p = {}), and nobody told which way is good: better = \"lower\" or \"higher\" in a [[rule]] of "
        "trackmeet.toml decides it",
        format_change(row.change), format_p(row.p_adjusted));
    row.verdict = Verdict::inconclusive;
    row.severity = Severity::none;
    row.proven = Proven::no;
  }
}

std::vector<ComparedRow> judge(const std::vector<Question>& questions, const Policy& policy) {
  std::vector<ComparedRow> rows(questions.size());
  struct Group {
    std::vector<Candidate> candidates;
    double share = 1;
  };
  std::unordered_map<std::string, Group> groups;  // by metric
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const Pair& pair = questions[i].pair;
    if (pair.metric.kind == model::Kind::exact) {
      rows[i] = judge_exact(pair, policy);
      hold_back(rows[i], policy);
    } else if (!has_logarithms(pair)) {
      rows[i] = judge_without_ratio(pair);
      hold_back(rows[i], policy);
    } else if (is_summary(pair)) {
      rows[i] = judge_summary(pair);
    } else {
      Group& group = groups[pair.metric.name];
      group.share = questions[i].share;
      group.candidates.push_back(measure(questions[i], rows[i]));
    }
  }
  for (auto& [metric, group] : groups) {
    std::vector<double> p;
    p.reserve(group.candidates.size());
    for (const Candidate& candidate : group.candidates) p.push_back(candidate.row.p);
    const std::vector<double> adjusted = stats::benjamini_hochberg(p);
    const Family family{group.candidates.size(), policy.false_discovery_rate * group.share};
    for (std::size_t i = 0; i < group.candidates.size(); ++i) {
      const Candidate& candidate = group.candidates[i];
      const double within = adjusted[i] / (1 - set_aside(candidate.mood));
      candidate.row.p_adjusted = std::min(1.0, within / group.share);
      decide(candidate, family, within, policy);
      hold_back(candidate.row, policy);
    }
  }
  return rows;
}

}  // namespace trackmeet::compare
