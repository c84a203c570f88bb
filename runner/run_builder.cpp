// SPDX-License-Identifier: Apache-2.0
#include "runner/run_builder.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "provenance/provenance.hpp"
#include "runner/surroundings.hpp"

namespace trackmeet::runner {
namespace {

constexpr const char* counts_are_free =
    "the suite cannot be told how many iterations to run (Google Benchmark before 1.8): their number differs from "
    "process to process";

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

RunBuilder::RunBuilder(model::Run start, StartCommit commit)
    : run_(std::move(start)), commit_(commit), start_commit_(std::exchange(run_.git, {})) {}

void RunBuilder::identify(const model::Run& measured) {
  if (std::exchange(identified_, true)) return;
  run_.context = measured.context;
  run_.git = measured.git;
  run_.environment.compiler = measured.environment.compiler;
  run_.environment.flags = measured.environment.flags;
  run_.environment.build_type = measured.environment.build_type;
}

void RunBuilder::append(model::Run measured, const Place& place, std::optional<std::uint64_t> peak_rss_bytes) {
  identify(measured);
  for (model::Row& row : measured.rows) {
    row.round = place.round;
    row.block = place.block;
    row.position = place.position;
    bool tells_peak = false;
    for (model::Value& value : row.values) {
      const model::Metric& metric = measured.metrics[value.metric];
      tells_peak = tells_peak || metric.name == "peak_rss";
      value.metric = adopt_metric(run_, metric);
    }
    run_.rows.push_back(std::move(row));
    peaks_.push_back(tells_peak ? std::nullopt : peak_rss_bytes);
  }
}

void RunBuilder::fail(const std::string& benchmark, const Shortfall& shortfall) {
  run_.failures.push_back({benchmark, shortfall.reason, shortfall.detail, {}});
}

std::set<std::string> RunBuilder::without_peak() const {
  std::set<std::string> names;
  for (std::size_t i = 0; i < run_.rows.size(); ++i)
    if (!peaks_[i]) names.insert(run_.rows[i].name);
  return names;
}

model::Run RunBuilder::finish(const std::set<std::string>& without_peak, Counts counts,
                              const std::vector<std::string>& breaks) const {
  model::Run run = run_;
  for (std::size_t i = 0; i < run.rows.size(); ++i)
    if (!without_peak.contains(run.rows[i].name))
      run.rows[i].values.push_back({model::metric_index(run, "peak_rss"), static_cast<double>(*peaks_[i])});
  std::vector<std::string>& warnings = run.environment.warnings;
  std::ranges::copy(build_warnings(run.environment.build_type), std::back_inserter(warnings));
  if (commit_ == StartCommit::built) {
    if (!run.git.commit.empty() && run.git.commit != start_commit_.commit)
      warnings.push_back("the suite says that it was built from " + run.git.commit.substr(0, 7) + ", not from " +
                         start_commit_.commit.substr(0, 7) + ": the build left an old one lying there");
    run.git = start_commit_;
  } else {
    settle_commit(run, start_commit_);
  }
  if (counts == Counts::free) run.environment.notes.emplace_back(counts_are_free);
  std::ranges::copy(breaks, std::back_inserter(warnings));
  return run;
}

}  // namespace trackmeet::runner
