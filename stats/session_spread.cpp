// SPDX-License-Identifier: Apache-2.0
#include "stats/session_spread.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "stats/distributions.hpp"
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

/// The analysis of one set of benchmarks, with what each adds to the squares of the own shifts.
struct Analysis {
  SessionSpread spread;
  std::map<std::size_t, Spread> items;  ///< sums of squares, not yet divided
};

Analysis analyse(std::span<const Location> locations) {
  std::map<std::size_t, std::vector<Location>> groups;
  for (const Location& location : locations) groups[location.group].push_back(location);

  Analysis analysis;
  SessionSpread& spread = analysis.spread;
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
      analysis.items[residual.item].square += own * own;
      analysis.items[residual.item].degrees += 1;
    }
    for (const std::size_t item : items) analysis.items[item].degrees -= 1;
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
  return analysis;
}

/// The benchmark whose own shifts are most out of line with those of the others, if they are.
std::optional<std::size_t> moodiest(const Analysis& analysis) {
  constexpr double level = 0.001;
  const double degrees = analysis.spread.own_degrees;
  const double squares = analysis.spread.own_square * degrees;
  std::optional<std::size_t> worst;
  double smallest = level;
  for (const auto& [item, own] : analysis.items) {
    const double rest = degrees - own.degrees;
    if (own.degrees <= 0 || rest <= 0 || squares <= own.square) continue;
    const double p = variance_ratio_p(own.square / own.degrees / ((squares - own.square) / rest), own.degrees, rest);
    if (p >= smallest) continue;
    smallest = p;
    worst = item;
  }
  return worst;
}

}  // namespace

double SessionSpread::total() const {
  // The mean of the sessions' shifts already holds own^2 / items; for more than a few items that is little.
  return std::hypot(common, own);
}

SessionSpread session_spread(std::span<const Location> locations) {
  std::vector<Location> calm(locations.begin(), locations.end());
  std::map<std::size_t, Spread> moody;
  for (;;) {
    Analysis analysis = analyse(calm);
    const std::optional<std::size_t> worst = moodiest(analysis);
    if (!worst) {
      analysis.spread.moody = std::move(moody);
      return analysis.spread;
    }
    const Spread& own = analysis.items[*worst];
    moody[*worst] = {own.square / own.degrees, own.degrees};
    std::erase_if(calm, [&](const Location& location) { return location.item == *worst; });
  }
}

}  // namespace trackmeet::stats
