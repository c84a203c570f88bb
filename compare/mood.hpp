// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compare/policy.hpp"
#include "model/baseline.hpp"
#include "stats/session_spread.hpp"

namespace trackmeet::compare {

/// What of a difference between a session and the sessions of a baseline may be the machine's mood: how far sessions of
/// one commit lie apart (tau), for one metric. In logarithms.
struct Mood {
  double tau = 0;             ///< of one benchmark's whole shift in one session
  std::size_t sessions = 0;   ///< that tau was measured from; 0: assumed
  bool same_session = false;  ///< no shift at all: both sides were measured interleaved
  double allowance = 0;       ///< the shift that all benchmarks share stays within +-allowance (see `mood_risk`)
  /// Of a benchmark's own difference on top of that, between the head and the mean of the baseline's sessions.
  double variance = 0;
  double variance_error = 0;   ///< standard error of `variance`
  double shared_variance = 0;  ///< of the shared difference, for intervals
  double shared_degrees = 0;   ///< degrees of freedom of `shared_variance`; 0: known or none
};

/// Sessions of one commit from which tau counts as known.
inline constexpr std::size_t sessions_to_know = 5;

/// The moods of one metric: the usual one, and those of benchmarks whose sessions lie much further apart than the
/// others'.
struct Moods {
  Mood usual;
  std::map<std::string, Mood> of_moody;

  const Mood& of(const std::string& benchmark) const;
};

/// The moods of `metric` between the sessions that `base` blesses and one more session. While tau is not known from
/// five sessions it is the policy's assumption, or what was seen so far if that is more. `risk` is the probability with
/// which the shared shift may leave its allowance.
Moods moods_of(const model::Baseline& base, const std::string& metric, const Policy& policy, double risk);

/// The same for all metrics of a baseline, whose rows are read once.
class MoodSource {
public:
  explicit MoodSource(const model::Baseline& base);
  Moods of(const std::string& metric, const Policy& policy, double risk) const;

  /// Where each benchmark lay in each session, and what the benchmarks are called.
  struct Located {
    std::vector<stats::Location> locations;
    std::map<std::string, std::size_t> items;
  };

private:
  std::map<std::string, Located> by_metric_;
  double difference_ = 2;  ///< variance of one session's shift against the mean of the baseline's
};

/// Of the two sides of one session.
Mood no_mood();

}  // namespace trackmeet::compare
