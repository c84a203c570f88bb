// SPDX-License-Identifier: Apache-2.0
#include "compare/policy.hpp"

#include <algorithm>
#include <cstddef>

namespace trackmeet::compare {
namespace {

bool concerns(const Rule& rule, const std::string& benchmark, const std::string& metric) {
  return (rule.metric.empty() || rule.metric == metric) && matches(rule.match, benchmark);
}

Edges scaled(Edges edges, double factor) {
  for (std::optional<double>* edge : {&edges.slight, &edges.minor, &edges.moderate, &edges.severe})
    if (*edge) **edge *= factor;
  return edges;
}

}  // namespace

bool matches(std::string_view pattern, std::string_view name) {
  // Greedy with one point of return: at a mismatch, let the last star swallow one more character.
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;
  std::size_t after_star = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      after_star = n;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++after_star;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

const OwnBands* own_bands(const Policy& policy, const model::Metric& metric) {
  if (metric.kind != model::Kind::exact) return nullptr;
  const auto own = policy.exact_bands.find(metric.name);
  return own == policy.exact_bands.end() ? nullptr : &own->second;
}

Bands bands_for(const Policy& policy, const std::string& benchmark, const model::Metric& metric) {
  const OwnBands* const own = own_bands(policy, metric);
  Bands bands = own != nullptr ? own->bands : policy.bands;
  if (const auto threshold = policy.exact_thresholds.find(metric.name);
      threshold != policy.exact_thresholds.end() && metric.kind == model::Kind::exact)
    bands.slight = std::min(bands.slight, threshold->second);
  for (const Rule& rule : policy.rules) {
    if (!concerns(rule, benchmark, metric.name) || (own != nullptr && rule.metric.empty())) continue;
    bands = with_edges(bands, own == nullptr ? rule.edges : scaled(rule.edges, 100 * own->one));
  }
  return bands;
}

bool is_ignored(const Policy& policy, const std::string& benchmark, const std::string& metric) {
  bool ignored = policy.not_asked.contains(benchmark);
  for (const Rule& rule : policy.rules)
    if (concerns(rule, benchmark, metric)) ignored = rule.ignore.value_or(ignored);
  return ignored;
}

bool may_be_missing(const Policy& policy, const std::string& benchmark) {
  bool allowed = false;
  for (const Rule& rule : policy.rules)
    if (rule.metric.empty() && matches(rule.match, benchmark))
      allowed = rule.allow_missing.value_or(rule.required.value_or(false) ? false : allowed);
  return allowed;
}

bool is_required(const Policy& policy, const std::string& benchmark) {
  bool required = false;
  for (const Rule& rule : policy.rules)
    if (matches(rule.match, benchmark)) required = rule.required.value_or(required);
  return required;
}

model::Metric described(const Policy& policy, const std::string& benchmark, model::Metric metric) {
  for (const Rule& rule : policy.rules) {
    if ((!rule.better && !rule.unit) || !concerns(rule, benchmark, metric.name)) continue;
    if (rule.better) {
      metric.better = *rule.better;
      metric.guessed = false;
    }
    if (rule.unit) metric.unit = *rule.unit;
  }
  return metric;
}

bool is_asked_for(const Policy& policy, const std::string& metric) {
  const std::vector<std::string>& named = policy.metrics.empty() ? policy.importance : policy.metrics;
  return std::ranges::find(named, metric) != named.end();
}

Policy policy_of_suite(Policy policy, const std::string& suite) {
  std::erase_if(policy.rules, [&](const Rule& rule) { return !matches(rule.suite, suite); });
  return policy;
}

std::size_t other_sampled_metrics(const Policy& policy) {
  const std::vector<std::string>& named = policy.metrics.empty() ? policy.importance : policy.metrics;
  const std::set<std::string> once(named.begin(), named.end());
  const auto sampled = std::ranges::count_if(
      once, [](const std::string& metric) { return model::metric_named(metric).kind == model::Kind::sampled; });
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, sampled) - 1);
}

}  // namespace trackmeet::compare
