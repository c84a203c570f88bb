// SPDX-License-Identifier: Apache-2.0
#include "compare/mood.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/distributions.hpp"
#include "stats/summary.hpp"

namespace trackmeet::compare {
Mood no_mood() {
  Mood mood;
  mood.same_session = true;
  return mood;
}

const Mood& Moods::of(const std::string& benchmark) const {
  const auto own = of_moody.find(benchmark);
  return own == of_moody.end() ? usual : own->second;
}

MoodSource::MoodSource(const model::Baseline& base)
    : difference_(1 + 1 / static_cast<double>(model::blessed_sessions(base).size())) {
  if (base.sessions.size() < 2) return;  // one session says nothing of how far sessions lie apart
  for (std::size_t session = 0; session < base.sessions.size(); ++session) {
    const model::Run& run = base.sessions[session].run;
    // Sessions of one program are a group, named after its first.
    const auto first = std::ranges::find_if(base.sessions, [&run](const model::BlessedRun& other) {
      return &other.run == &run || model::is_same_program(other.run.git, run.git);
    });
    const auto group = static_cast<std::size_t>(first - base.sessions.begin());
    for (const model::Series& series : model::all_series(run)) {
      const bool usable = std::ranges::all_of(series.values, [](double value) { return value > 0; });
      if (series.values.empty() || !usable) continue;
      std::vector<double> logs;
      for (const double value : series.values) logs.push_back(std::log(value));
      const stats::TrimmedMean location = stats::trimmed_mean(logs);
      Located& located = by_metric_[run.metrics[series.metric].name];
      const std::size_t item = located.items.try_emplace(series.benchmark, located.items.size()).first->second;
      located.locations.push_back({group, session, item, location.value, location.error});
    }
  }
}

Moods moods_of(const model::Baseline& base, const std::string& metric, const Policy& policy, double risk) {
  return MoodSource(base).of(metric, policy, risk);
}

Moods MoodSource::of(const std::string& metric, const Policy& policy, double risk) const {
  static const Located nothing;
  const auto found = by_metric_.find(metric);
  const Located& located = found == by_metric_.end() ? nothing : found->second;
  // The difference between one new session and the mean of S blessed ones.
  const double difference = difference_;
  const stats::SessionSpread spread = stats::session_spread(located.locations);
  Moods moods;
  Mood& mood = moods.usual;
  if (spread.common_degrees + 1 < static_cast<double>(sessions_to_know)) {
    mood.tau = std::max(policy.assumed_session_spread, spread.total());
    mood.variance = difference * mood.tau * mood.tau;
  } else {
    mood.tau = spread.total();
    mood.sessions = spread.sessions;
    mood.shared_variance = difference * spread.common * spread.common;
    mood.shared_degrees = spread.common_degrees;
    mood.allowance = stats::two_sided_quantile(risk, spread.common_degrees) * std::sqrt(mood.shared_variance);
    mood.variance = difference * spread.own * spread.own;
    if (spread.own_degrees > 0)
      mood.variance_error = difference * spread.own_square * std::sqrt(2 / spread.own_degrees);
  }
  for (const auto& [benchmark, item] : located.items) {
    const auto own = spread.moody.find(item);
    if (own == spread.moody.end() || difference * own->second.square <= mood.variance) continue;
    Mood moody = mood;
    moody.tau = std::hypot(spread.common, std::sqrt(own->second.square));
    moody.variance = difference * own->second.square;
    moody.variance_error = moody.variance * std::sqrt(2 / own->second.degrees);
    moods.of_moody.emplace(benchmark, moody);
  }
  return moods;
}

}  // namespace trackmeet::compare
