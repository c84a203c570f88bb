// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "model/baseline.hpp"

namespace trackmeet::calibration {

/// A simulated machine and suite. Spreads are standard deviations of logarithms: 0.02 is two per cent.
struct World {
  std::size_t benchmarks = 100;
  std::size_t rounds = 10;
  std::size_t repetitions = 3;  ///< within one process, so within one round
  double within = 0.01;         ///< from repetition to repetition of a round
  double between = 0.02;        ///< from round to round of a session
  double tau = 0;               ///< from session to session
  bool shared_mood = false;     ///< a session shifts all benchmarks alike, or each on its own
  std::size_t baseline_sessions = 1;
  std::vector<double> slowdowns = {};  ///< of the first benchmarks of the head: 0.15 is fifteen per cent
};

/// The two sides of a comparison in that world. In a third of the benchmarks the rounds have heavy tails: Student's t
/// with three degrees of freedom, scaled like the others' standard deviation.
struct Sides {
  model::Baseline base;
  model::Run head;
};
Sides simulate(const World& world, std::uint64_t seed);

/// The mutant that pools repetitions: every repetition counts as a round of its own.
void pool_repetitions(Sides& sides);

/// The mutant that leaves the session shift out: both sides claim to be of one session.
void leave_mood_out(Sides& sides);

}  // namespace trackmeet::calibration
