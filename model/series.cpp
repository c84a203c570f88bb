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

  void clear() {
    by_round.clear();
    medians.clear();
    means.clear();
  }

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

struct Reduced {
  std::vector<double> values;
  Basis basis = Basis::samples;
};

/// One value a round of `samples`, which are in the order of their rounds.
std::vector<double> medians_of_rounds(const std::vector<std::pair<std::uint64_t, double>>& samples) {
  std::vector<double> values;
  values.reserve(samples.size());
  std::vector<double> repetitions;
  for (std::size_t i = 0; i < samples.size();) {
    const std::uint64_t round = samples[i].first;
    const bool is_alone = round == no_round || i + 1 == samples.size() || samples[i + 1].first != round;
    if (is_alone) {
      values.push_back(samples[i++].second);
      continue;
    }
    repetitions.clear();
    while (i < samples.size() && samples[i].first == round) repetitions.push_back(samples[i++].second);
    values.push_back(median(repetitions));
  }
  return values;
}

/// Where there are repetitions summaries say nothing new.
Reduced reduce(Samples& samples) {
  if (samples.by_round.empty()) {
    const bool has_medians = !samples.medians.empty();
    std::vector<double>& summaries = has_medians ? samples.medians : samples.means;
    if (summaries.empty()) return {};
    return {{median(summaries)}, has_medians ? Basis::median : Basis::mean};
  }
  constexpr auto round_of = &std::pair<std::uint64_t, double>::first;
  if (!std::ranges::is_sorted(samples.by_round, {}, round_of)) std::ranges::stable_sort(samples.by_round, {}, round_of);
  return {medians_of_rounds(samples.by_round), Basis::samples};
}

/// The series of one benchmark by metric, in the order of their first appearance. Most have a few, so that looking
/// through them is faster than a table; what comes after those is in one.
class Metrics {
public:
  /// The series of `metric`, or `next` if it is new. `hint`: where it most likely is.
  std::uint32_t of(std::uint32_t metric, std::size_t hint, std::uint32_t next) {
    if (hint < all_.size() && all_[hint].first == metric) return all_[hint].second;
    const std::size_t few = std::min(all_.size(), most_looked_through);
    for (std::size_t i = 0; i < few; ++i)
      if (all_[i].first == metric) return all_[i].second;
    if (all_.size() >= most_looked_through) {
      const auto [known, is_new] = more_.try_emplace(metric, next);
      if (!is_new) return known->second;
    }
    return all_.emplace_back(metric, next).second;
  }

  const std::vector<std::pair<std::uint32_t, std::uint32_t>>& all() const { return all_; }

private:
  static constexpr std::size_t most_looked_through = 16;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> all_;  ///< metric and series
  std::unordered_map<std::uint32_t, std::uint32_t> more_;
};

/// One value of a series. Those of a large file stand in one array and are put in order there, which spares millions of
/// small allocations.
struct Placed {
  std::uint32_t series = 0;
  const Row* row = nullptr;
  double value = 0;
};

/// The values of each of `number` series one after the other, in their order; `begin[i]` is where series i begins.
struct Ordered {
  std::vector<Placed> values;
  std::vector<std::size_t> begin;
};

Ordered order(std::vector<Placed> values, std::size_t number) {
  Ordered ordered{{}, std::vector<std::size_t>(number + 1, 0)};
  for (const Placed& placed : values) ++ordered.begin[placed.series + 1];
  for (std::size_t i = 0; i < number; ++i) ordered.begin[i + 1] += ordered.begin[i];
  const bool is_ordered = std::ranges::is_sorted(values, {}, &Placed::series);
  if (is_ordered) {
    ordered.values = std::move(values);
    return ordered;
  }
  ordered.values.resize(values.size());
  std::vector<std::size_t> next(ordered.begin.begin(), ordered.begin.end() - 1);
  for (const Placed& placed : values) ordered.values[next[placed.series]++] = placed;
  return ordered;
}

}  // namespace

std::vector<double> per_round(const Run& run, std::string_view benchmark, std::string_view metric) {
  const auto index = find_metric(run, metric);
  if (!index) return {};
  Samples samples;
  for (const Row& row : run.rows) {
    if (row.name != benchmark) continue;
    for (const Value& value : row.values) {
      if (value.metric == *index) samples.add(row, value.value);
    }
  }
  return reduce(samples).values;
}

std::vector<Series> all_series(const Run& run) {
  struct Benchmark {
    std::string_view name;
    Metrics metrics;
  };
  std::vector<Benchmark> benchmarks;
  std::unordered_map<std::string_view, std::size_t> index_of;
  std::vector<Placed> values;
  values.reserve(run.rows.size());
  std::uint32_t number = 0;
  std::size_t at = 0;
  for (const Row& row : run.rows) {
    // Rows of one benchmark mostly follow each other, and carry the same metrics in the same order.
    if (benchmarks.empty() || benchmarks[at].name != row.name) {
      const auto [found, is_new] = index_of.try_emplace(row.name, benchmarks.size());
      if (is_new) benchmarks.push_back({row.name, {}});
      at = found->second;
    }
    Benchmark& benchmark = benchmarks[at];
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      const std::uint32_t series = benchmark.metrics.of(row.values[i].metric, i, number);
      number = std::max(number, series + 1);
      values.push_back({series, &row, row.values[i].value});
    }
  }
  const Ordered ordered = order(std::move(values), number);
  std::vector<Series> all;
  all.reserve(number);
  Samples samples;
  for (const Benchmark& benchmark : benchmarks) {
    for (const auto& [metric, series] : benchmark.metrics.all()) {
      samples.clear();
      for (std::size_t i = ordered.begin[series]; i < ordered.begin[series + 1]; ++i)
        samples.add(*ordered.values[i].row, ordered.values[i].value);
      Reduced reduced = reduce(samples);
      if (!reduced.values.empty())
        all.push_back({std::string(benchmark.name), metric, std::move(reduced.values), reduced.basis});
    }
  }
  return all;
}

}  // namespace trackmeet::model
