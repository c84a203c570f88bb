// SPDX-License-Identifier: Apache-2.0
#include "runner/run_assembly.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace trackmeet::runner {

std::uint64_t sensible_count(std::uint64_t iterations) {
  std::uint64_t step = 1;
  while (iterations / step >= 100) step *= 10;
  const std::uint64_t kept = iterations / step + (iterations % step >= step - step / 2 && step > 1 ? 1 : 0);
  return std::max<std::uint64_t>(1, kept * step);
}

RunAssembly::RunAssembly(const SessionPlan& plan)
    : plan_(plan), counts_(plan.counts), failed_(plan.suite.benchmarks.size(), false) {
  for (const std::string& id : plan.run_ids) {
    model::Run run = plan.start;
    run.id = id;
    if (plan.options.against_itself)
      run.duet = model::Duet{plan.id, builders_.empty() ? model::Side::base : model::Side::head};
    builders_.emplace_back(std::move(run));
  }
}

void RunAssembly::add(const Visit& visit, const Attempt& attempt) {
  tl::expected<model::Run, Shortfall> measured =
      judge_attempt(attempt, {plan_.options.timeout, plan_.options.memory_limit_bytes});
  if (!measured) {
    failed_[visit.benchmark] = true;
    for (RunBuilder& run : builders_) run.fail(plan_.suite.benchmarks[visit.benchmark], measured.error());
    return;
  }
  for (RunBuilder& run : builders_) run.identify(*measured);
  if (visit.phase == Phase::calibration) {
    const std::uint64_t iterations = measured->rows.front().iterations;
    if (iterations > 0) counts_[visit.benchmark] = sensible_count(iterations);
  } else if (visit.phase == Phase::round) {
    RunBuilder& run = builders_[visit.side == model::Side::base ? 0 : 1];
    run.append(std::move(*measured), {visit.round, visit.block, visit.position}, attempt.peak_rss_bytes);
  }
}

Amount RunAssembly::amount(std::size_t benchmark) const {
  Amount amount;
  amount.min_time_s = plan_.options.min_time_s;
  if (counts_[benchmark] > 0 && counts_can_be_fixed(plan_.suite)) amount.iterations = counts_[benchmark];
  return amount;
}

std::vector<model::Run> RunAssembly::finish(const std::vector<std::string>& breaks) const {
  std::set<std::string> without_peak;
  for (const RunBuilder& run : builders_) without_peak.merge(run.without_peak());
  std::vector<model::Run> runs;
  for (const RunBuilder& run : builders_)
    runs.push_back(run.finish(without_peak, counts_can_be_fixed(plan_.suite) ? Counts::fixed : Counts::free, breaks));
  return runs;
}

}  // namespace trackmeet::runner
