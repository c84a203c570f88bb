// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "duet/contender.hpp"
#include "duet/options.hpp"
#include "model/run.hpp"
#include "runner/session_plan.hpp"

namespace trackmeet::duet {

/// One side of one suite, as the duet found it.
struct PlannedSide {
  Contender contender;  ///< its suite's benchmarks: only those that the filter let through
  runner::FileState executable;
  model::Run start;  ///< the run before its first row; its commit is the one that is checked out or was built
};

struct PlannedMatch {
  PlannedSide base;
  PlannedSide head;
};

/// One benchmark that both sides have.
struct Item {
  std::size_t match = 0;  ///< index into the plan's matches
  std::string benchmark;
  std::uint64_t iterations = 0;   ///< of each repetition on both sides; 0: the suite cannot be told
  std::uint64_t repetitions = 1;  ///< in each process: a hiccup spoils one of a few short ones, and not the better half
  std::vector<std::uint32_t> looks{};  ///< ascending; the last is the most blocks it may have; empty: no time for one
  double block_s = 0;                  ///< wall time that one block is expected to take
  double threshold = 0.01;             ///< smallest change of its time that is of interest, not negative
};

/// Everything that a duet follows from, fixed before its first block.
struct DuetPlan {
  std::string id;
  DuetOptions options;  ///< with the seed that was chosen
  std::vector<PlannedMatch> matches;
  std::vector<Item> items;
};

}  // namespace trackmeet::duet
