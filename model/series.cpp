// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "model/run.hpp"

namespace trackmeet::model {
namespace {

constexpr std::uint64_t no_round = std::numeric_limits<std::uint64_t>::max();

/// What was seen of one metric of one benchmark.
struct Samples {
  std::vector<std::pair<std::uint64_t, double>> by_round;  ///< of repetitions: round (or `no_round`) and value
  std::vector<double> medians;                             ///< of summaries
  std::vector<double> means;

  void add(const Row& row, double value) {
    if (row.aggregate.empty()) {
      by_round.emplace_back(row.round ? *row.round : no_round, value);
    } else if (row.aggregate == "median") {
      medians.push_back(value);
    } else if (row.aggregate == "mean") {
      means.push_back(value);
    }
  }
};

/// Median of `values`, which must not be empty; the mean of the middle two where their number is even.
double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  const double below = *std::max_element(values.begin(), middle);
  return below / 2 + *middle / 2;
}

/// `has_repetitions` of the benchmark: then its summaries say nothing new.
std::vector<double> reduce(Samples samples, bool has_repetitions) {
  if (!has_repetitions) {
    std::vector<double>& summaries = samples.medians.empty() ? samples.means : samples.medians;
    if (summaries.empty()) return {};
    return {median(std::move(summaries))};
  }
  std::ranges::stable_sort(samples.by_round, {}, &std::pair<std::uint64_t, double>::first);
  std::vector<double> values;
  for (std::size_t i = 0; i < samples.by_round.size();) {
    const std::uint64_t round = samples.by_round[i].first;
    std::vector<double> repetitions;
    do {
      repetitions.push_back(samples.by_round[i++].second);
    } while (round != no_round && i < samples.by_round.size() && samples.by_round[i].first == round);
    values.push_back(median(std::move(repetitions)));
  }
  return values;
}

}  // namespace

std::vector<double> per_round(const Run& run, std::string_view benchmark, std::string_view metric) {
  const auto index = find_metric(run, metric);
  if (!index) return {};
  Samples samples;
  bool has_repetitions = false;
  for (const Row& row : run.rows) {
    if (row.name != benchmark) continue;
    has_repetitions = has_repetitions || row.aggregate.empty();
    for (const Value& value : row.values) {
      if (value.metric == *index) samples.add(row, value.value);
    }
  }
  return reduce(std::move(samples), has_repetitions);
}

std::vector<Series> all_series(const Run& run) {
  struct Benchmark {
    std::string_view name;
    bool has_repetitions = false;
    std::vector<std::pair<std::uint32_t, Samples>> metrics;
    std::unordered_map<std::uint32_t, std::size_t> index_of_metric;
  };
  std::vector<Benchmark> benchmarks;
  std::unordered_map<std::string_view, std::size_t> index_of;
  for (const Row& row : run.rows) {
    const auto [found, is_new] = index_of.try_emplace(row.name, benchmarks.size());
    if (is_new) benchmarks.push_back({row.name, false, {}, {}});
    Benchmark& benchmark = benchmarks[found->second];
    benchmark.has_repetitions = benchmark.has_repetitions || row.aggregate.empty();
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      const Value& value = row.values[i];
      // Rows of one benchmark mostly carry the same metrics in the same order.
      std::size_t at = i;
      if (at >= benchmark.metrics.size() || benchmark.metrics[at].first != value.metric) {
        const auto [known, is_new_metric] =
            benchmark.index_of_metric.try_emplace(value.metric, benchmark.metrics.size());
        if (is_new_metric) benchmark.metrics.emplace_back(value.metric, Samples{});
        at = known->second;
      }
      benchmark.metrics[at].second.add(row, value.value);
    }
  }
  std::vector<Series> all;
  for (Benchmark& benchmark : benchmarks) {
    for (auto& [metric, samples] : benchmark.metrics) {
      std::vector<double> values = reduce(std::move(samples), benchmark.has_repetitions);
      if (!values.empty()) all.push_back({std::string(benchmark.name), metric, std::move(values)});
    }
  }
  return all;
}

}  // namespace trackmeet::model
