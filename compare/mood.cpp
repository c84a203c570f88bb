// SPDX-License-Identifier: Apache-2.0
#include "compare/mood.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "stats/distributions.hpp"
#include "stats/session_spread.hpp"
#include "stats/summary.hpp"

namespace trackmeet::compare {
namespace {

/// Where each benchmark lay in each session of the baseline's file; sessions of one commit form a group.
std::vector<stats::Location> locations(const model::Baseline& base, const std::string& metric) {
  std::map<std::string, std::size_t> groups;
  std::map<std::string, std::size_t> items;
  std::vector<stats::Location> result;
  for (std::size_t session = 0; session < base.sessions.size(); ++session) {
    const model::Run& run = base.sessions[session].run;
    const auto index = model::find_metric(run, metric);
    if (!index) continue;
    const std::size_t group = groups.try_emplace(run.git.commit, groups.size()).first->second;
    for (const model::Series& series : model::all_series(run)) {
      const bool usable = std::ranges::all_of(series.values, [](double value) { return value > 0; });
      if (series.metric != *index || series.values.empty() || !usable) continue;
      std::vector<double> logs;
      for (const double value : series.values) logs.push_back(std::log(value));
      const stats::TrimmedMean location = stats::trimmed_mean(logs);
      const std::size_t item = items.try_emplace(series.benchmark, items.size()).first->second;
      result.push_back({group, session, item, location.value, location.error});
    }
  }
  return result;
}

}  // namespace

Mood no_mood() {
  Mood mood;
  mood.same_session = true;
  return mood;
}

Mood mood_of(const model::Baseline& base, const std::string& metric, const Policy& policy, double risk) {
  const stats::SessionSpread spread = stats::session_spread(locations(base, metric));
  // The difference between one new session and the mean of S blessed ones.
  const double difference = 1 + 1 / static_cast<double>(model::blessed_sessions(base).size());
  Mood mood;
  if (spread.common_degrees + 1 < static_cast<double>(sessions_to_know)) {
    mood.tau = std::max(policy.assumed_session_spread, spread.total());
    mood.variance = difference * mood.tau * mood.tau;
    return mood;
  }
  mood.tau = spread.total();
  mood.sessions = spread.sessions;
  mood.shared_variance = difference * spread.common * spread.common;
  mood.shared_degrees = spread.common_degrees;
  mood.allowance = stats::two_sided_quantile(risk, spread.common_degrees) * std::sqrt(mood.shared_variance);
  mood.variance = difference * spread.own * spread.own;
  if (spread.own_degrees > 0) mood.variance_error = difference * spread.own_square * std::sqrt(2 / spread.own_degrees);
  return mood;
}

}  // namespace trackmeet::compare
