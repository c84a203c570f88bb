// SPDX-License-Identifier: Apache-2.0
#include "compare/families.hpp"

#include <algorithm>

namespace trackmeet::compare {

std::map<std::string, double> shares_of(const std::vector<Pair>& pairs, const std::vector<std::string>& metrics) {
  std::map<std::string, bool> told;  // of each sampled metric: whether anybody told its direction, in some benchmark
  for (const Pair& pair : pairs) {
    if (pair.metric.kind != model::Kind::sampled) continue;
    const auto known = told.find(pair.metric.name);
    if (known == told.end())
      told.emplace(pair.metric.name, !pair.metric.guessed);
    else
      known->second = known->second || !pair.metric.guessed;
  }
  const auto first = std::ranges::find_if(metrics, [&](const std::string& metric) {
    const auto known = told.find(metric);
    return known != told.end() && known->second;
  });
  const auto all_told =
      static_cast<double>(std::ranges::count(told, true, &std::pair<const std::string, bool>::second));
  const double guessed = static_cast<double>(told.size()) - all_told;
  std::map<std::string, double> shares;
  for (const auto& [metric, is_told] : told) {
    const bool is_first = first != metrics.end() && metric == *first;
    shares[metric] = is_first ? 1 : 1 / (is_told ? all_told - 1 : guessed);
  }
  return shares;
}

bool is_view_of_time(const model::Metric& metric) {
  if (metric.name == "cpu_time") return true;
  const bool is_rate = metric.name.ends_with("_per_second") || metric.name.ends_with("/s");
  return is_rate && metric.kind == model::Kind::sampled && metric.better == model::Better::higher;
}

}  // namespace trackmeet::compare
