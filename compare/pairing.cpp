// SPDX-License-Identifier: Apache-2.0
#include "compare/pairing.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace trackmeet::compare {
namespace {

/// Pairs under construction, found by benchmark and metric.
class Pairs {
public:
  explicit Pairs(const std::vector<std::string>& metrics) {
    for (const std::string& metric : metrics) rank_.try_emplace(metric, static_cast<std::uint32_t>(rank_.size()));
  }

  void add(const model::Run& run, bool is_head) {
    std::vector<std::optional<std::uint32_t>> ranks;  // by index into the run's metrics
    for (const model::Metric& metric : run.metrics) {
      const auto rank = rank_.find(metric.name);
      ranks.push_back(rank == rank_.end() ? std::nullopt : std::optional(rank->second));
    }
    const std::string* last = nullptr;  // series of one benchmark follow each other
    std::uint32_t place = 0;
    for (model::Series& series : model::all_series(run)) {
      if (last == nullptr || *last != series.benchmark) {
        const auto found =
            places_.try_emplace(std::move(series.benchmark), static_cast<std::uint32_t>(places_.size())).first;
        last = &found->first;
        place = found->second;
      }
      if (!ranks[series.metric]) continue;
      const auto [at, fresh] = index_.try_emplace(key_of(place, *ranks[series.metric]), placed_.size());
      if (fresh) placed_.push_back({place, *ranks[series.metric], {*last, run.metrics[series.metric], {}, {}}});
      Pair& pair = placed_[at->second].pair;
      if (is_head && !fresh) pair.metric = run.metrics[series.metric];
      (is_head ? pair.head_basis : pair.base_basis) = series.basis;
      std::vector<double>& side = is_head ? pair.head : pair.base;
      if (side.empty())
        side = std::move(series.values);
      else
        side.insert(side.end(), series.values.begin(), series.values.end());
    }
  }

  std::vector<Pair> take() {
    const auto in_order = [](const Placed& placed) { return std::tuple(placed.benchmark, placed.rank); };
    if (!std::ranges::is_sorted(placed_, {}, in_order)) std::ranges::sort(placed_, {}, in_order);
    std::vector<Pair> pairs;
    pairs.reserve(placed_.size());
    for (Placed& placed : placed_) pairs.push_back(std::move(placed.pair));
    return pairs;
  }

private:
  struct Placed {
    std::uint32_t benchmark = 0;
    std::uint32_t rank = 0;  ///< of the metric
    Pair pair;
  };

  static std::uint64_t key_of(std::uint32_t benchmark, std::uint32_t rank) {
    return (static_cast<std::uint64_t>(benchmark) << 32U) | rank;
  }

  std::unordered_map<std::string, std::uint32_t> rank_;
  std::unordered_map<std::string, std::uint32_t> places_;
  std::unordered_map<std::uint64_t, std::size_t> index_;
  std::vector<Placed> placed_;
};

}  // namespace

std::vector<std::string> metrics_to_judge(const std::vector<const model::Run*>& base, const model::Run& head,
                                          const Policy& policy) {
  if (!policy.metrics.empty()) return policy.metrics;
  std::vector<std::string> there;
  std::unordered_set<std::string> known;
  const auto add = [&](const model::Run& run) {
    for (const model::Metric& metric : run.metrics)
      if (known.insert(metric.name).second) there.push_back(metric.name);
  };
  add(head);
  for (const model::Run* run : base) add(*run);

  std::vector<std::string> ordered;
  std::unordered_set<std::string> important;
  for (const std::string& metric : policy.importance)
    if (known.contains(metric) && important.insert(metric).second) ordered.push_back(metric);
  for (std::string& metric : there)
    if (!important.contains(metric)) ordered.push_back(std::move(metric));
  return ordered;
}

std::vector<Pair> pair_up(const std::vector<const model::Run*>& base, const model::Run& head,
                          const std::vector<std::string>& metrics) {
  Pairs pairs(metrics);
  for (const model::Run* run : base) pairs.add(*run, false);
  pairs.add(head, true);
  return pairs.take();
}

}  // namespace trackmeet::compare
