// SPDX-License-Identifier: Apache-2.0
#include "duet/bisect.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include "compare/block_differences.hpp"
#include "compare/duet_plan.hpp"
#include "runner/suite_program.hpp"

namespace trackmeet::duet {

JudgedTime judge_time(const SuiteRuns& runs, const std::string& benchmark, const DuetOptions& options) {
  JudgedTime time;
  for (const model::Failure& failed : runs.head.failures)
    if (failed.name == benchmark) time.failure = failed.detail.empty() ? "it failed" : failed.detail;
  std::vector<stats::NoisyValue> blocks;
  for (compare::BlockSeries& series : compare::block_differences(runs.base, runs.head))
    if (series.benchmark == benchmark && series.metric.name == "real_time") blocks = std::move(series.blocks);
  if (blocks.empty() && time.failure.empty()) time.failure = "it was not measured on both sides";
  if (!time.failure.empty() || !runs.head.duet) return time;
  compare::BlockPlan plan;
  const auto looks = runs.head.duet->looks.find(benchmark);
  if (looks != runs.head.duet->looks.end()) plan.looks = looks->second;
  plan.level = compare::level_of_row(runs.head.duet->alpha, runs.head.duet->benchmarks, true, 0);
  plan.centre = options.centre;
  if (options.centre == 0) plan.margin = std::log1p(options.threshold_for(runs.head.suite, benchmark));
  time.evidence = compare::judge_blocks(blocks, plan);
  return time;
}

Result<JudgedTime> measure_time(const Match& match, const std::string& benchmark, double centre,
                                const DuetOptions& options, DuetContext& context) {
  DuetOptions asked = options;
  asked.filter = runner::exact_pattern(benchmark);
  asked.centre = centre;
  asked.other_metrics = 0;
  Result<DuetResult> result = play({match}, asked, context);
  if (!result) return passed_on(result);
  if (result->interrupted) return failure(ErrorCode::io, "interrupted");
  return judge_time(result->suites.front(), benchmark, asked);
}

CommitAnswer answer_of(const JudgedTime& time) {
  if (!time.failure.empty()) return CommitAnswer::skipped;
  switch (time.evidence.proven) {
    case compare::Proven::worse:
      return CommitAnswer::bad;
    case compare::Proven::better:
      return CommitAnswer::good;
    case compare::Proven::no:
      break;
  }
  return CommitAnswer::undecided;
}

}  // namespace trackmeet::duet
