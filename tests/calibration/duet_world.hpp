// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "stats/sign_flips.hpp"

namespace trackmeet::calibration {

/// A simulated machine on which two builds are measured in blocks of four processes. Spreads are standard deviations of
/// logarithms: 0.02 is two per cent.
struct DuetWorld {
  std::size_t blocks = 59;   ///< the largest plan
  double noise = 0.01;       ///< of a process, of which the next one keeps `memory`: AR(1)
  double memory = 0.8;       ///< its coefficient
  double own = 0.004;        ///< of a process, on its own
  bool heavy_tails = false;  ///< that part is Student's t with three degrees of freedom
  double drift = 0;          ///< over the whole duet, in one direction
  double cold = 0;           ///< by which the first process of a block is slower, since it comes after a pause
  double spikes = 0;         ///< share of processes that take thirty per cent longer
  double change = 0;         ///< of the head: 0.01 is one per cent slower
  bool has_coin = true;      ///< false: the mutant in which the base always goes first
};

/// All blocks of one benchmark in that world, as `compare::block_differences` would make them of its processes.
std::vector<stats::NoisyValue> simulate_duet(const DuetWorld& world, std::uint64_t seed);

}  // namespace trackmeet::calibration
