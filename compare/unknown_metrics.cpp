// SPDX-License-Identifier: Apache-2.0
#include "compare/unknown_metrics.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <span>

#include "core/spelling.hpp"

namespace trackmeet::compare {

std::vector<std::string> unknown_metrics(const Policy& policy, const std::vector<const model::Run*>& sides) {
  std::set<std::string> there;
  for (const model::Run* run : sides)
    for (const model::Metric& metric : run->metrics) there.insert(metric.name);
  const std::vector<std::string> known(there.begin(), there.end());

  std::set<std::string> named(policy.metrics.begin(), policy.metrics.end());
  for (const Rule& rule : policy.rules)
    if (!rule.metric.empty()) named.insert(rule.metric);

  std::vector<std::string> warnings;
  for (const std::string& metric : named) {
    if (there.contains(metric) || std::ranges::count(policy.importance, metric) > 0) continue;
    if (const std::string near = closest(metric, known); !near.empty())
      warnings.push_back(fmt::format(
          "the configuration names the metric '{}', which neither side has; did you mean '{}'?", metric, near));
  }
  const bool judges_none =
      !policy.metrics.empty() &&
      std::ranges::none_of(policy.metrics, [&](const std::string& metric) { return there.contains(metric); });
  if (judges_none && warnings.empty()) {
    constexpr std::size_t shown = 10;
    warnings.push_back(fmt::format("neither side has a metric that is to be judged; there are {}{}",
                                   fmt::join(std::span(known).first(std::min(shown, known.size())), ", "),
                                   known.size() > shown ? fmt::format(" and {} more", known.size() - shown) : ""));
  }
  return warnings;
}

}  // namespace trackmeet::compare
