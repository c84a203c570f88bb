// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/run.hpp"
#include "stats/sign_flips.hpp"

namespace trackmeet::compare {

/// One metric of one benchmark of a duet, one value a block (`block_value`), its sign turned where higher is better:
/// the logarithm of how many times worse the head was in that block.
struct BlockSeries {
  std::string benchmark;
  model::Metric metric;                   ///< as the head describes it
  std::vector<stats::NoisyValue> blocks;  ///< the complete ones, in their order
  std::size_t incomplete = 0;  ///< blocks that lack one of their four processes, or are neither ABBA nor BAAB
  bool has_logarithms = true;  ///< false: some value is zero or negative, and `blocks` is empty
};

/// The differences of every benchmark and `sampled` metric that stands in both sides of a duet, in the order of the
/// head, in one pass over the rows. A block is two processes of each side, one side at the places 0 and 3 and the other
/// at 1 and 2; of several repetitions in a process the better half counts (`log_level`). Rows without a block or a
/// place are left out.
std::vector<BlockSeries> block_differences(const model::Run& base, const model::Run& head);

}  // namespace trackmeet::compare
