// SPDX-License-Identifier: Apache-2.0
#include "compare/pairing.hpp"

#include <map>
#include <unordered_map>
#include <utility>

namespace trackmeet::compare {
namespace {

/// Pairs under construction, found by benchmark and metric.
class Pairs {
public:
  explicit Pairs(const std::vector<std::string>& metrics) {
    for (const std::string& metric : metrics) rank_.try_emplace(metric, rank_.size());
  }

  void add(const model::Run& run, bool is_head) {
    for (const std::string& name : model::benchmark_names(run)) place_of(name);
    for (model::Series& series : model::all_series(run)) {
      const model::Metric& metric = run.metrics[series.metric];
      const auto rank = rank_.find(metric.name);
      if (rank == rank_.end() || series.values.empty()) continue;
      auto [entry, fresh] = by_benchmark_[place_of(series.benchmark)].try_emplace(rank->second);
      Pair& pair = entry->second;
      if (fresh) pair.benchmark = series.benchmark;
      if (fresh || is_head) pair.metric = metric;
      std::vector<double>& side = is_head ? pair.head : pair.base;
      side.insert(side.end(), series.values.begin(), series.values.end());
    }
  }

  std::vector<Pair> take() {
    std::vector<Pair> pairs;
    for (auto& metrics : by_benchmark_)
      for (auto& [rank, pair] : metrics) pairs.push_back(std::move(pair));
    return pairs;
  }

private:
  std::size_t place_of(const std::string& benchmark) {
    const auto [place, fresh] = places_.try_emplace(benchmark, by_benchmark_.size());
    if (fresh) by_benchmark_.emplace_back();
    return place->second;
  }

  std::map<std::string, std::size_t> rank_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<std::map<std::size_t, Pair>> by_benchmark_;
};

}  // namespace

std::vector<Pair> pair_up(const std::vector<const model::Run*>& base, const model::Run& head,
                          const std::vector<std::string>& metrics) {
  Pairs pairs(metrics);
  for (const model::Run* run : base) pairs.add(*run, false);
  pairs.add(head, true);
  return pairs.take();
}

}  // namespace trackmeet::compare
