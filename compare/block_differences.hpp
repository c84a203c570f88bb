// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/run.hpp"

namespace trackmeet::compare {

/// One metric of one benchmark of a duet, one value a block: d = (ln b1 + ln b2 - ln a1 - ln a2) / 2, with a for the
/// base and b for the head, its sign turned where higher is better. Half the sum of two logarithms of ratios, so the
/// logarithm of how many times worse the head was in that block.
struct BlockSeries {
  std::string benchmark;
  model::Metric metric;        ///< as the head describes it
  std::vector<double> d;       ///< of the complete blocks, in their order
  std::size_t incomplete = 0;  ///< blocks that lack one of their four processes, or are neither ABBA nor BAAB
  bool has_logarithms = true;  ///< false: some value is zero or negative, and `d` is empty
};

/// The differences of every benchmark and `sampled` metric that stands in both sides of a duet, in the order of the
/// head, in one pass over the rows. A block is two processes of each side, one side at the places 0 and 3 and the other
/// at 1 and 2; of several repetitions in a process the better half counts (`log_level`). Rows without a block or a
/// place are left out.
std::vector<BlockSeries> block_differences(const model::Run& base, const model::Run& head);

}  // namespace trackmeet::compare
