// SPDX-License-Identifier: Apache-2.0
#include "compare/duet_judgement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "compare/duet_plan.hpp"
#include "compare/figures.hpp"
#include "compare/judgement.hpp"
#include "core/units.hpp"

namespace trackmeet::compare {
namespace {

/// The sampled metrics that are judged, each once.
struct SampledMetrics {
  std::vector<std::string> told;  ///< the primary one first
  std::size_t guessed = 0;  ///< those whose direction nobody told: they raise no alarm and take nothing from `told`
};

SampledMetrics sampled_metrics(const Policy& policy, const std::vector<model::Metric>& known) {
  SampledMetrics sampled;
  std::set<std::string> seen;
  const auto add = [&](const model::Metric& metric) {
    if (metric.kind != model::Kind::sampled || !seen.insert(metric.name).second) return;
    const bool is_told =
        !metric.guessed || !policy.metrics.empty() || std::ranges::any_of(policy.rules, [&](const Rule& rule) {
          return rule.better && (rule.metric.empty() || rule.metric == metric.name);
        });
    if (!is_told)
      ++sampled.guessed;
    else
      sampled.told.push_back(metric.name);
  };
  for (const std::string& name : policy.metrics.empty() ? policy.importance : policy.metrics) {
    const auto found = std::ranges::find(known, name, &model::Metric::name);
    if (found != known.end()) add(*found);
    if (found == known.end() && (!policy.metrics.empty() || known.empty())) add(model::metric_named(name));
  }
  if (policy.metrics.empty())
    for (const model::Metric& metric : known) add(metric);
  return sampled;
}

std::string why_open(const BlockEvidence& evidence, const BlockPlan& plan, const model::Duet& duet, double p) {
  const std::size_t planned = plan.looks.empty() ? 0 : plan.looks.back();
  if (evidence.blocks == 0) return "no block of four processes is complete";
  if (!evidence.can_fire)
    return fmt::format("can never fire: {} among {}; needs {}: raise --budget or --blocks",
                       format_count(planned, "block"), format_count(duet.benchmarks, "benchmark"),
                       blocks_to_fire(plan.level));
  if (!evidence.could_fire)
    return fmt::format("cannot fire yet: {} of {} planned blocks were measured; measure on", evidence.blocks, planned);
  const std::string state = evidence.proven != Proven::no
                                ? fmt::format("proven (p = {}), but not whether it is more or less than {}",
                                              format_p(p), format_percent(std::expm1(plan.margin)))
                                : fmt::format("not proven (p = {}) and not shown to be within +-{}", format_p(p),
                                              format_percent(std::expm1(plan.margin)));
  const std::size_t needed = blocks_needed(evidence, plan);
  if (needed == 0) return fmt::format("{}; no number of blocks tells: it lies at the edge", state);
  return fmt::format("{}; about {} would tell", state,
                     format_count(needed > evidence.blocks ? needed - evidence.blocks : 1, "more block"));
}

/// The verdict on a row from its evidence, and why.
void decide(ComparedRow& row, const BlockEvidence& evidence, const BlockPlan& plan, const model::Duet& duet,
            const Bands& bands) {
  const Severity severity = evidence.blocks == 0 ? Severity::none : severity_of(size_of_change(row.change), bands);
  const bool is_worse = evidence.proven == Proven::worse;
  if (evidence.proven != Proven::no && severity != Severity::none && is_worse == (row.change > 0)) {
    row.verdict = is_worse ? Verdict::regression : Verdict::improvement;
    row.severity = severity;
    row.reason = fmt::format("proven: p = {} over {}, {} of {}", format_p(row.p_adjusted),
                             format_count(duet.benchmarks, "benchmark"), evidence.proven_at,
                             format_count(plan.looks.back(), "block"));
  } else if (evidence.within_at > 0) {
    row.verdict = Verdict::unchanged;
    row.reason = fmt::format("{}shown to be within +-{} after {}",
                             evidence.proven != Proven::no ? "proven, but less than what is of interest: " : "",
                             format_percent(std::expm1(plan.margin)), format_count(evidence.within_at, "block"));
  } else {
    row.verdict = Verdict::inconclusive;
    row.can_fire = evidence.can_fire && evidence.could_fire;
    row.reason = why_open(evidence, plan, duet, row.p_adjusted);
  }
}

}  // namespace

BlockPlan block_plan(const model::Duet& duet, const Policy& policy, const std::vector<model::Metric>& known,
                     const std::string& benchmark, const std::string& metric) {
  const SampledMetrics sampled = sampled_metrics(policy, known);
  const std::vector<std::string>& told = sampled.told;
  const bool is_told = std::ranges::find(told, metric) != told.end();
  const bool is_primary = told.empty() || told.front() == metric;
  const std::size_t known_before = policy.metrics.empty() ? 1 : 0;
  const std::size_t others = std::max(is_told && !told.empty() ? told.size() - 1 : sampled.guessed, known_before);

  BlockPlan plan;
  if (const auto looks = duet.looks.find(benchmark); looks != duet.looks.end()) plan.looks = looks->second;
  plan.level = level_of_row(duet.alpha, duet.benchmarks, is_primary, others);
  model::Metric sampled_metric;
  sampled_metric.name = metric;
  plan.margin = std::log1p(bands_for(policy, benchmark, sampled_metric).slight);
  return plan;
}

DuetJudge::DuetJudge(const model::Run& base, const model::Run& head, const Policy& policy)
    : head_(head), policy_(policy), known_(head.metrics) {
  for (const model::Metric& metric : base.metrics)
    if (!model::find_metric(head, metric.name)) known_.push_back(metric);
  for (BlockSeries& series : block_differences(base, head))
    series_.try_emplace({series.benchmark, series.metric.name}, std::move(series));
}

ComparedRow DuetJudge::judge(const Pair& pair) const {
  static const BlockSeries none;
  const auto found = series_.find({pair.benchmark, pair.metric.name});
  const BlockSeries& series = found == series_.end() ? none : found->second;
  if (!series.has_logarithms) {
    ComparedRow row = judge_without_ratio(pair);
    hold_back(row, policy_);
    return row;
  }

  const model::Duet& duet = *head_.duet;
  BlockPlan plan = block_plan(duet, policy_, known_, pair.benchmark, pair.metric.name);
  if (plan.looks.empty() && !series.blocks.empty()) plan.looks = {static_cast<std::uint32_t>(series.blocks.size())};
  std::vector<stats::NoisyValue> blocks = series.blocks;
  if (pair.metric.better != series.metric.better)  // a rule knows better
    for (stats::NoisyValue& block : blocks) block.value = -block.value;
  const BlockEvidence evidence = judge_blocks(blocks, plan);

  ComparedRow row = blank_row(pair);
  row.blocks = evidence.blocks;
  row.change = std::expm1(evidence.shift);
  row.interval_low = std::expm1(evidence.low);
  row.interval_high = std::expm1(evidence.high);
  row.p = evidence.p;
  row.log_error = evidence.error;
  row.log_degrees = static_cast<double>(evidence.blocks) - 1;
  row.p_adjusted = std::min(1.0, evidence.level_needed * (duet.alpha / plan.level));
  row.proven = evidence.proven;
  if (row.proven != Proven::no) row.p_adjusted = std::min(row.p_adjusted, duet.alpha);  // but for rounding, it is
  decide(row, evidence, plan, duet, bands_for(policy_, pair.benchmark, pair.metric));
  hold_back(row, policy_);
  return row;
}

std::string files_in_words(const std::vector<std::string>& files) {
  if (files.empty()) return {};
  if (files.size() == 1) return files.front();
  return fmt::format("{} and {}", files.front(), format_count(files.size() - 1, "more file"));
}

}  // namespace trackmeet::compare
