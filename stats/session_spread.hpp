// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <vector>

namespace trackmeet::stats {

/// Where one benchmark lay in one session.
struct Location {
  std::size_t group = 0;  ///< sessions of one group measured the same program
  std::size_t session = 0;
  std::size_t item = 0;  ///< the benchmark
  double value = 0;      ///< location of its rounds, as a logarithm
  double error = 0;      ///< standard error of `value` from its rounds
};

/// A variance and its degrees of freedom.
struct Spread {
  double square = 0;
  double degrees = 0;
};

/// How far sessions that measured the same program lie apart, as a two-way analysis of variance sees it: what a session
/// adds to all benchmarks alike, and what it adds to each of them on its own. Standard deviations of one session, in
/// logarithms.
struct SessionSpread {
  double common = 0;  ///< of the shift that all benchmarks share; what their own shifts leave in the mean is in it
  double common_degrees = 0;  ///< sum over the groups of sessions - 1
  double own = 0;             ///< of each benchmark's shift on top; the rounds' error is taken out
  double own_square = 0;      ///< own^2 with the rounds' error still in it, of `own_degrees` degrees of freedom
  double own_degrees = 0;
  std::size_t sessions = 0;  ///< in groups of two or more

  /// Benchmarks whose own shifts are so much larger than the others' (F test at 0.1 %) that they are judged by their
  /// own, the rounds' error included; not in what is said of the others.
  std::map<std::size_t, Spread> moody;

  /// Of the whole shift of one benchmark in one session: the tau of the documentation.
  double total() const;
};

/// Estimates the spread from all locations; groups of one session and benchmarks seen once in a group tell nothing and
/// are skipped.
SessionSpread session_spread(std::span<const Location> locations);

}  // namespace trackmeet::stats
