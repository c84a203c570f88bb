// SPDX-License-Identifier: Apache-2.0
#include "report/run_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string_view>

namespace trackmeet::report {
namespace {

/// The less, the rather it is shown as the throughput; 0: it is none.
int throughput_rank(std::string_view metric) {
  return metric == "flops_per_second" ? 1 : metric == "bytes_per_second" ? 2 : metric == "items_per_second" ? 3 : 0;
}

}  // namespace

RoundsSummary summarise_rounds(std::span<const double> values) {
  RoundsSummary out;
  out.rounds = values.size();
  if (values.empty()) return out;
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  const std::size_t middle = sorted.size() / 2;
  const auto count = static_cast<double>(sorted.size());
  out.min = sorted.front();
  out.max = sorted.back();
  out.median = sorted.size() % 2 == 1 ? sorted[middle] : std::midpoint(sorted[middle - 1], sorted[middle]);
  out.mean = 0;
  for (const double value : sorted) out.mean += value / count;
  if (sorted.size() < 2 || out.mean == 0) return out;
  double squares = 0;
  for (const double value : sorted) squares += (value - out.mean) * (value - out.mean);
  out.spread = std::sqrt(squares / (count - 1)) / std::abs(out.mean);
  return out;
}

std::vector<BenchmarkSummary> summarise_run(const model::Run& run) {
  std::vector<BenchmarkSummary> out;
  std::map<std::string, std::size_t> place;
  for (const std::string& name : model::benchmark_names(run)) {
    place.emplace(name, out.size());
    out.emplace_back().name = name;
  }
  std::vector<int> ranks(out.size(), 0);
  for (const model::Series& series : model::all_series(run)) {
    const auto found = place.find(series.benchmark);
    if (found == place.end() || series.metric >= run.metrics.size()) continue;
    BenchmarkSummary& summary = out[found->second];
    const model::Metric& metric = run.metrics[series.metric];
    const RoundsSummary rounds = summarise_rounds(series.values);
    summary.rounds = std::max(summary.rounds, rounds.rounds);
    if (metric.name == "real_time") summary.time = rounds;
    if (metric.name == "accuracy") summary.quality = fmt::format("{:.2f} % right", rounds.median * 100);
    if (metric.name == "bits_per_character") summary.quality = fmt::format("{:.3f} bits/char", rounds.median);
    if (metric.name == "allocs_per_iter") summary.allocations = rounds.median;
    if (metric.name == "peak_rss") summary.peak_memory_bytes = rounds.median;
    int& rank = ranks[found->second];
    if (const int its = throughput_rank(metric.name); its > 0 && (rank == 0 || its < rank)) {
      rank = its;
      summary.throughput = rounds.median;
      summary.throughput_unit = metric.unit;
    }
  }
  std::ranges::sort(out, {}, &BenchmarkSummary::name);  // rounds come shuffled, people look things up
  return out;
}

}  // namespace trackmeet::report
