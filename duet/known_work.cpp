// SPDX-License-Identifier: Apache-2.0
#include "duet/known_work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "compare/block_differences.hpp"
#include "compare/duet_decision.hpp"
#include "compare/duet_plan.hpp"
#include "duet/self_measurement.hpp"

namespace trackmeet::duet {
namespace {

/// The time of one benchmark, block by block, and the plan that decides it.
struct Times {
  std::vector<stats::NoisyValue> blocks;
  compare::BlockPlan plan;
  std::string failure;
};

Times times_of(const SuiteRuns& runs, const std::string& kernel) {
  Times times;
  for (const model::Run* run : {&runs.base, &runs.head})
    for (const model::Failure& failed : run->failures)
      if (failed.name == kernel) times.failure = failed.detail.empty() ? "it failed" : failed.detail;
  if (!times.failure.empty()) return times;
  for (compare::BlockSeries& series : compare::block_differences(runs.base, runs.head))
    if (series.benchmark == kernel && series.metric.name == "real_time") times.blocks = std::move(series.blocks);
  if (!runs.head.duet || times.blocks.empty()) {
    times.failure = "there was no time for a single block";
    return times;
  }
  const auto looks = runs.head.duet->looks.find(kernel);
  if (looks != runs.head.duet->looks.end()) times.plan.looks = looks->second;
  times.plan.level = compare::level_of_row(runs.head.duet->alpha, runs.head.duet->benchmarks, true, 0);
  return times;
}

/// `TRACKMEET_CANARY_SLOWDOWN=00.50`: of one length whatever the share is, since where the stack begins depends on it.
std::string slowdown(double share) { return fmt::format("TRACKMEET_CANARY_SLOWDOWN={:05.2f}", 100 * share); }

/// The runs of a duet of `kernel` with itself slowed down by `injected`.
Result<DuetResult> duet_of(const KnownWork& work, const std::string& kernel, double injected, DuetContext& context) {
  DuetOptions options = work.options;
  options.filter = runner::exact_pattern(kernel);
  options.until_decided = injected > 0;  // the spread of a build against itself is of interest, whatever is decided
  options.threshold = 0;
  options.other_metrics = 0;
  const Match match{{work.canary, {slowdown(0)}, {}}, {work.canary, {slowdown(injected)}, {}}, {}};
  Result<DuetResult> result = play({match}, options, context);
  if (result && (result->interrupted || result->suites.empty())) return failure(ErrorCode::usage, "it was interrupted");
  return result;
}

}  // namespace

machine::SelfMeasurement self_measurement_of(const SuiteRuns& runs, const std::string& kernel, double seconds) {
  const Times times = times_of(runs, kernel);
  machine::SelfMeasurement self;
  self.kernel = kernel;
  self.blocks = times.blocks.size();
  self.seconds = seconds;
  self.build_type = runs.head.environment.build_type;
  self.failure = times.failure;
  if (!self.failure.empty()) return self;
  self.block_spread = block_spread(times.blocks);
  self.smallest_change = smallest_change(times.blocks, times.plan);
  self.false_alarm = judge_blocks(times.blocks, times.plan).proven != compare::Proven::no;
  return self;
}

machine::Canary canary_of(const SuiteRuns& runs, const std::string& kernel, double injected, double seconds) {
  const Times times = times_of(runs, kernel);
  machine::Canary canary;
  canary.kernel = kernel;
  canary.injected = injected;
  canary.blocks = times.blocks.size();
  canary.seconds = seconds;
  canary.failure = times.failure;
  if (!canary.failure.empty()) return canary;
  const compare::BlockEvidence evidence = judge_blocks(times.blocks, times.plan);
  canary.proven = evidence.proven == compare::Proven::worse;
  canary.estimate = std::expm1(evidence.shift);
  canary.low = std::expm1(evidence.low);
  canary.high = std::expm1(evidence.high);
  return canary;
}

machine::SelfMeasurement measure_against_itself(const KnownWork& work, const std::string& kernel,
                                                DuetContext& context) {
  const Result<DuetResult> result = duet_of(work, kernel, 0, context);
  if (result) return self_measurement_of(result->suites.front(), kernel, result->measured_s);
  machine::SelfMeasurement self;
  self.kernel = kernel;
  self.failure = result.error().message;
  return self;
}

machine::Canary try_canary(const KnownWork& work, const std::string& kernel, double injected, DuetContext& context) {
  const Result<DuetResult> result = duet_of(work, kernel, injected, context);
  if (result) return canary_of(result->suites.front(), kernel, injected, result->measured_s);
  machine::Canary canary;
  canary.kernel = kernel;
  canary.injected = injected;
  canary.failure = result.error().message;
  return canary;
}

}  // namespace trackmeet::duet
