// SPDX-License-Identifier: Apache-2.0
#include "model/foreign_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

namespace trackmeet::model {
namespace {

/// Names may hold any character but this one, which tells the parts of a key apart.
constexpr char between = '\x1f';

/// Names of all values together. Ten million values with names of 25 characters are within it; a file that has one name
/// of megabytes and a million values for it is not.
constexpr std::size_t most_name_bytes = 256U << 20U;

}  // namespace

ForeignRun::ForeignRun(const std::string& source) {
  run_.source = source;
  run_.suite = std::filesystem::path(source).stem().string();
}

std::uint32_t ForeignRun::metric(const Metric& described) {
  const auto next = static_cast<std::uint32_t>(run_.metrics.size());
  const auto [known, is_new] = metrics_.try_emplace(described.name, next);
  if (is_new) run_.metrics.push_back(described);
  return known->second;
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
  std::string key = fmt::format("{}{}{}", benchmark, between, aggregate);
  if (round) key += fmt::format("{}{}", between, *round);
  std::vector<std::size_t>& rows = rows_[key];
  std::size_t& next = next_row_[fmt::format("{}{}{}", key, between, metric)];
  if (next == rows.size()) {
    Row row;
    row.name = benchmark;
    row.aggregate = aggregate;
    row.round = round;
    row.repetition = aggregate.empty() ? static_cast<std::uint32_t>(rows.size()) : 0;
    rows.push_back(run_.rows.size());
    run_.rows.push_back(std::move(row));
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
  if (!failed_.insert(benchmark).second) return;
  if (line > 0) detail = fmt::format("line {}: {}", line, detail);
  run_.failures.push_back({benchmark, FailureReason::error, std::move(detail)});
}

Result<Run> ForeignRun::finish() {
  if (name_bytes_ > most_name_bytes) {
    return failure(ErrorCode::input,
                   fmt::format("the names of all its values together take more than {} MiB", most_name_bytes >> 20U),
                   SourcePos{run_.source}, "give the benchmarks shorter names");
  }
  std::erase_if(run_.rows, [&](const Row& row) { return failed_.contains(row.name); });
  if (run_.rows.empty() && run_.failures.empty())
    return failure(ErrorCode::input, "there is no benchmark in it", SourcePos{run_.source},
                   "measure again: did a filter leave nothing?");
  return std::move(run_);
}

}  // namespace trackmeet::model
