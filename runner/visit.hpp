// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/run.hpp"

namespace trackmeet::runner {

enum class Phase {
  calibration,  ///< finds out how many iterations a benchmark needs; its figures are thrown away
  warmup,       ///< thrown away too
  round,
};

/// One process of a session: one look at one benchmark.
struct Visit {
  Phase phase = Phase::round;
  std::uint32_t round = 0;                ///< from 0; of the warm-up rounds too
  std::size_t benchmark = 0;              ///< index into the session's benchmarks
  model::Side side = model::Side::base;   ///< of a session against itself
  std::optional<std::uint32_t> block;     ///< likewise: two rounds each, from 0
  std::optional<std::uint32_t> position;  ///< likewise: place in the block, from 0
  bool operator==(const Visit&) const = default;
};

/// What the order of visits follows from.
struct VisitOrder {
  std::vector<bool> calibrate;  ///< one for each benchmark: whether its iteration count has to be found out first
  unsigned warmup_rounds = 0;
  unsigned rounds = 1;
  bool against_itself =
      false;  ///< two visits each round, in an order that a coin decides for every block and benchmark
  std::uint64_t seed = 0;
  std::vector<bool> once{};  ///< one for each benchmark, or empty: whether it is visited in the first round only
};

/// All visits of a session: calibration in the order of the suite, then the warm-up rounds and the rounds, each in an
/// order of its own. The same on every platform and standard library.
///
/// Against itself, a block is two rounds of one benchmark: base head head base, or head base base head. With an odd
/// number of rounds the last block is half a one.
std::vector<Visit> plan_visits(const VisitOrder& order);

}  // namespace trackmeet::runner
