// SPDX-License-Identifier: Apache-2.0
#include "runner/run_assembly.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "provenance/provenance.hpp"
#include "runner/surroundings.hpp"

namespace trackmeet::runner {
namespace {

constexpr const char* counts_are_free =
    "the suite cannot be told how many iterations to run (Google Benchmark before 1.8): their number differs from "
    "process "
    "to process";

/// The index in `run` of a metric that another run defines.
std::uint32_t adopt_metric(model::Run& run, const model::Metric& metric) {
  if (const std::optional<std::uint32_t> known = model::find_metric(run, metric.name)) return *known;
  run.metrics.push_back(metric);
  return static_cast<std::uint32_t>(run.metrics.size() - 1);
}

/// Which commit `run`, whose suite has said all it knows, was built from, with `checked_out` to hold it against.
void settle_commit(model::Run& run, const model::Git& checked_out) {
  std::string warning = provenance::stale_warning(run.git, checked_out);
  if (run.git.commit.empty() && !checked_out.commit.empty()) {
    run.git = checked_out;
    warning = "the suite does not say which commit it was built from: " + checked_out.commit.substr(0, 7) +
              ", which is checked out, is assumed";
  }
  if (!warning.empty()) run.environment.warnings.push_back(std::move(warning));
}

}  // namespace

std::uint64_t sensible_count(std::uint64_t iterations) {
  std::uint64_t step = 1;
  while (iterations / step >= 100) step *= 10;
  const std::uint64_t kept = iterations / step + (iterations % step >= step - step / 2 && step > 1 ? 1 : 0);
  return std::max<std::uint64_t>(1, kept * step);
}

RunAssembly::RunAssembly(const SessionPlan& plan)
    : plan_(plan), counts_(plan.counts), failed_(plan.suite.benchmarks.size(), false), peaks_(plan.run_ids.size()) {
  for (const std::string& id : plan.run_ids) {
    model::Run& run = runs_.emplace_back(plan.start);
    run.id = id;
    run.git = {};
    if (plan.options.against_itself)
      run.duet = model::Duet{plan.id, runs_.size() == 1 ? model::Side::base : model::Side::head};
  }
}

void RunAssembly::add(const Visit& visit, const Attempt& attempt) {
  tl::expected<model::Run, Shortfall> measured =
      judge_attempt(attempt, {plan_.options.timeout, plan_.options.memory_limit_bytes});
  if (!measured) {
    failed_[visit.benchmark] = true;
    for (model::Run& run : runs_)
      run.failures.push_back(
          {plan_.suite.benchmarks[visit.benchmark], measured.error().reason, measured.error().detail, {}});
    return;
  }
  identify(*measured);
  if (visit.phase == Phase::calibration) {
    const std::uint64_t iterations = measured->rows.front().iterations;
    if (iterations > 0) counts_[visit.benchmark] = sensible_count(iterations);
  } else if (visit.phase == Phase::round) {
    append(visit, attempt, std::move(*measured));
  }
}

Amount RunAssembly::amount(std::size_t benchmark) const {
  Amount amount;
  amount.min_time_s = plan_.options.min_time_s;
  if (counts_[benchmark] > 0 && counts_can_be_fixed(plan_.suite)) amount.iterations = counts_[benchmark];
  return amount;
}

void RunAssembly::identify(const model::Run& measured) {
  if (std::exchange(identified_, true)) return;
  for (model::Run& run : runs_) {
    run.context = measured.context;
    if (!measured.context.empty() && !measured.suite.empty()) run.suite = measured.suite;
    run.git = measured.git;
    run.environment.compiler = measured.environment.compiler;
    run.environment.flags = measured.environment.flags;
    run.environment.build_type = measured.environment.build_type;
  }
}

void RunAssembly::append(const Visit& visit, const Attempt& attempt, model::Run measured) {
  const std::size_t side = visit.side == model::Side::base ? 0 : 1;
  model::Run& run = runs_[side];
  for (model::Row& row : measured.rows) {
    row.round = visit.round;
    row.block = visit.block;
    row.position = visit.position;
    bool tells_peak = false;
    for (model::Value& value : row.values) {
      const model::Metric& metric = measured.metrics[value.metric];
      tells_peak = tells_peak || metric.name == "peak_rss";
      value.metric = adopt_metric(run, metric);
    }
    run.rows.push_back(std::move(row));
    peaks_[side].push_back(tells_peak ? std::nullopt : attempt.peak_rss_bytes);
  }
}

/// Adds the kernel's count to benchmarks for which it is known in every round. It is not where it is smaller than ours,
/// and the rounds that are left would be the large ones.
void RunAssembly::add_peaks() {
  std::set<std::string> incomplete;
  for (std::size_t r = 0; r < runs_.size(); ++r)
    for (std::size_t i = 0; i < runs_[r].rows.size(); ++i)
      if (!peaks_[r][i]) incomplete.insert(runs_[r].rows[i].name);
  for (std::size_t r = 0; r < runs_.size(); ++r)
    for (std::size_t i = 0; i < runs_[r].rows.size(); ++i) {
      model::Row& row = runs_[r].rows[i];
      if (!incomplete.contains(row.name))
        row.values.push_back({model::metric_index(runs_[r], "peak_rss"), static_cast<double>(*peaks_[r][i])});
    }
}

std::vector<model::Run> RunAssembly::finish(const std::vector<std::string>& breaks) {
  add_peaks();
  for (model::Run& run : runs_) {
    std::vector<std::string>& warnings = run.environment.warnings;
    std::ranges::copy(build_warnings(run.environment.build_type), std::back_inserter(warnings));
    settle_commit(run, plan_.start.git);
    if (!counts_can_be_fixed(plan_.suite)) run.environment.notes.emplace_back(counts_are_free);
    std::ranges::copy(breaks, std::back_inserter(warnings));
  }
  return std::move(runs_);
}

}  // namespace trackmeet::runner
