// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace trackmeet::duet {

/// How many blocks each benchmark may have at most, fixed before the first one is measured.
///
/// `block_s` has the expected wall time of one block of each (positive), `budget_s` is what is there for all. Each
/// benchmark gets the same time, and what it does not need for `most_blocks` goes to the others. Where that is less
/// than `to_fire` blocks, with which nothing can be proven, the most expensive benchmarks are cut down to two blocks
/// (an estimate, but no verdict) until the rest can be decided. Since decided benchmarks leave their time to the
/// others, a little more is planned than there is time for.
std::vector<std::uint32_t> plan_blocks(std::span<const double> block_s, double budget_s, std::uint32_t most_blocks,
                                       std::uint32_t to_fire);

}  // namespace trackmeet::duet
