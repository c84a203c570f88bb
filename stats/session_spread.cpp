// SPDX-License-Identifier: Apache-2.0
#include "stats/session_spread.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "stats/summary.hpp"

namespace trackmeet::stats {
namespace {

struct Residual {
  std::size_t session = 0;
  std::size_t item = 0;
  double value = 0;
};

/// Each location of one group less the mean of its benchmark over the sessions; of benchmarks seen in two sessions or
/// more.
std::vector<Residual> residuals(std::span<const Location> group) {
  std::map<std::size_t, std::vector<double>> by_item;
  for (const Location& location : group) by_item[location.item].push_back(location.value);
  std::vector<Residual> result;
  for (const Location& location : group) {
    const auto& values = by_item[location.item];
    if (values.size() >= 2) result.push_back({location.session, location.item, location.value - mean(values)});
  }
  return result;
}

}  // namespace

double SessionSpread::total() const {
  // The mean of the sessions' shifts already holds own^2 / items; for more than a few items that is little.
  return std::hypot(common, own);
}

SessionSpread session_spread(std::span<const Location> locations) {
  std::map<std::size_t, std::vector<Location>> groups;
  for (const Location& location : locations) groups[location.group].push_back(location);

  SessionSpread spread;
  double common_squares = 0;
  double own_squares = 0;
  double error_squares = 0;
  std::size_t errors = 0;
  for (const auto& [group, members] : groups) {
    const std::vector<Residual> rest = residuals(members);
    std::map<std::size_t, std::vector<double>> by_session;
    std::set<std::size_t> items;
    for (const Residual& residual : rest) {
      by_session[residual.session].push_back(residual.value);
      items.insert(residual.item);
    }
    if (by_session.size() < 2) continue;
    spread.sessions += by_session.size();
    spread.common_degrees += static_cast<double>(by_session.size() - 1);
    std::map<std::size_t, double> shift;
    for (const auto& [session, values] : by_session) {
      shift[session] = mean(values);
      common_squares += shift[session] * shift[session];
    }
    for (const Residual& residual : rest) {
      const double own = residual.value - shift[residual.session];
      own_squares += own * own;
    }
    // Each benchmark loses one degree to its mean, each session but one loses one to its shift.
    spread.own_degrees += static_cast<double>(rest.size()) - static_cast<double>(items.size()) -
                          static_cast<double>(by_session.size() - 1);
    for (const Location& location : members) {
      if (!items.contains(location.item)) continue;
      error_squares += location.error * location.error;
      ++errors;
    }
  }
  if (spread.common_degrees > 0) spread.common = std::sqrt(common_squares / spread.common_degrees);
  if (spread.own_degrees > 0) {
    spread.own_square = own_squares / spread.own_degrees;
    spread.own = std::sqrt(std::max(0.0, spread.own_square - error_squares / static_cast<double>(errors)));
  }
  return spread;
}

}  // namespace trackmeet::stats
