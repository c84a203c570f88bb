// SPDX-License-Identifier: Apache-2.0
#include "model/foreign_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/limits.hpp"
#include "model/unnamed_suites.hpp"

namespace trackmeet::model {
namespace {

/// Names of all values together. Seven million values with names of 25 characters are within it; a file that has one
/// name of megabytes and a million values for it is not.
constexpr std::size_t most_name_bytes = 192U << 20U;

}  // namespace

ForeignRun::ForeignRun(const std::string& source) {
  run_.source = source;
  run_.suite = suite_of_file(source);
}

std::uint32_t ForeignRun::metric(const Metric& described) {
  if (const auto known = metrics_.find(described.name); known != metrics_.end()) return known->second;
  if (run_.metrics.size() > most_metrics) return 0;  // the file is refused
  const auto next = static_cast<std::uint32_t>(run_.metrics.size());
  metrics_.emplace(described.name, next);
  run_.metrics.push_back(described);
  return next;
}

std::size_t ForeignRun::KeyHash::operator()(const Key& key) const {
  constexpr std::uint64_t odd = 0x9e3779b97f4a7c15ULL;  // as in splitmix64
  std::uint64_t hash = 0;
  for (const std::uint64_t part :
       {std::uint64_t{key.benchmark}, std::uint64_t{key.aggregate}, key.round, std::uint64_t{key.metric}}) {
    hash = (hash ^ part) * odd;
    hash ^= hash >> 32U;
  }
  return static_cast<std::size_t>(hash);
}

std::uint32_t ForeignRun::number_of(const std::string& benchmark) {
  if (last_ == nullptr || last_->first != benchmark) {
    const auto [known, is_new] = numbers_.try_emplace(benchmark, static_cast<std::uint32_t>(numbers_.size()));
    if (is_new) failed_.push_back(false);
    last_ = &*known;
  }
  return last_->second;
}

bool ForeignRun::affords(const std::string& benchmark) {
  if (name_bytes_ <= most_name_bytes) name_bytes_ += benchmark.size();
  return name_bytes_ <= most_name_bytes;
}

bool ForeignRun::is_sound(const std::string& benchmark, std::uint32_t metric, double value, std::uint32_t line) {
  const std::string& name = run_.metrics[metric].name;
  if (!std::isfinite(value)) {
    failed(benchmark, fmt::format("'{}' is {}, which is no finite number", name, value), line);
    return false;
  }
  if (value < 0 && run_.metrics[metric].unit == "s") {
    failed(benchmark, fmt::format("'{}' is negative: {}", name, value), line);
    return false;
  }
  return true;
}

Row& ForeignRun::row_without(const std::string& benchmark, std::string_view aggregate,
                             std::optional<std::uint32_t> round, std::uint32_t metric) {
  Key key{number_of(benchmark), 0, round ? std::uint64_t{*round} + 1 : 0, 0};
  if (!aggregate.empty()) {
    auto known = aggregates_.find(aggregate);
    if (known == aggregates_.end())
      known = aggregates_.emplace(aggregate, static_cast<std::uint32_t>(aggregates_.size() + 1)).first;
    key.aggregate = known->second;
  }
  std::vector<std::size_t>& rows = rows_[key];
  const std::uint32_t number = key.benchmark;
  key.metric = metric;
  std::size_t& next = next_row_[key];
  if (next == rows.size()) {
    Row row;
    row.name = benchmark;
    row.aggregate = aggregate;
    row.round = round;
    row.repetition = aggregate.empty() ? static_cast<std::uint32_t>(rows.size()) : 0;
    rows.push_back(run_.rows.size());
    run_.rows.push_back(std::move(row));
    benchmarks_.push_back(number);
  }
  return run_.rows[rows[next++]];
}

void ForeignRun::add_sample(const std::string& benchmark, std::optional<std::uint32_t> round, std::uint32_t metric,
                            double value, std::uint64_t iterations, std::uint32_t line) {
  if (!affords(benchmark) || !is_sound(benchmark, metric, value, line)) return;
  Row& row = row_without(benchmark, "", round, metric);
  row.values.push_back({metric, value});
  if (row.iterations == 0) row.iterations = iterations;
}

void ForeignRun::sample(const std::string& benchmark, std::uint32_t metric, double value, std::uint64_t iterations,
                        std::uint32_t line) {
  add_sample(benchmark, std::nullopt, metric, value, iterations, line);
}

void ForeignRun::sample_of_round(const std::string& benchmark, std::uint32_t round, std::uint32_t metric, double value,
                                 std::uint64_t iterations, std::uint32_t line) {
  add_sample(benchmark, round, metric, value, iterations, line);
}

void ForeignRun::summary(const std::string& benchmark, std::string_view kind, std::uint32_t metric, double value,
                         std::uint32_t line) {
  if (!affords(benchmark) || !is_sound(benchmark, metric, value, line)) return;
  row_without(benchmark, kind, std::nullopt, metric).values.push_back({metric, value});
}

void ForeignRun::failed(const std::string& benchmark, std::string detail, std::uint32_t line) {
  if (run_.failures.size() > most_failures) return;  // the file is refused
  const std::uint32_t number = number_of(benchmark);
  if (failed_[number]) return;
  failed_[number] = true;
  if (line > 0) detail = fmt::format("line {}: {}", line, detail);
  run_.failures.push_back({benchmark, FailureReason::error, std::move(detail)});
}

Result<Run> ForeignRun::finish() {
  if (name_bytes_ > most_name_bytes) {
    return failure(ErrorCode::input,
                   fmt::format("the names of all its values together take more than {} MiB", most_name_bytes >> 20U),
                   SourcePos{run_.source}, "give the benchmarks shorter names");
  }
  if (run_.metrics.size() > most_metrics) return tl::make_unexpected(too_many_metrics({run_.source}));
  if (run_.failures.size() > most_failures)
    return tl::make_unexpected(too_many_failures({run_.source}, run_.failures.front()));
  std::size_t kept = 0;
  for (std::size_t i = 0; i < run_.rows.size(); ++i) {
    if (failed_[benchmarks_[i]]) continue;
    if (kept != i) run_.rows[kept] = std::move(run_.rows[i]);
    ++kept;
  }
  run_.rows.resize(kept);
  if (run_.rows.empty() && run_.failures.empty())
    return failure(ErrorCode::input, "there is no benchmark in it", SourcePos{run_.source},
                   "measure again: did a filter leave nothing?");
  return std::move(run_);
}

}  // namespace trackmeet::model
