// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace trackmeet::compare {

/// After how many blocks a benchmark of a duet is judged if `most_blocks` (positive) is the most that will be measured:
/// ascending, the last is `most_blocks`. About seven looks, at 20, 30, 40, 55, 70, 85 and 100 % of them; none below six
/// blocks, where nothing can be shown, unless `most_blocks` itself is.
std::vector<std::uint32_t> looks_for(std::uint32_t most_blocks);

/// The smallest one-sided p that so many blocks can ever give: all of them on one side, one of 2^n ways to flip signs.
double smallest_flip_p(std::uint32_t blocks);

/// Whether data exist that would prove something at one of these looks, ascending, at that one-sided level in (0, 1).
bool can_fire(std::span<const std::uint32_t> looks, double level);

/// The smallest number of blocks whose plan (`looks_for`) can prove anything at a one-sided level in (0, 1).
std::uint32_t blocks_to_fire(double level);

/// The part of the error rate `alpha` of a whole duet, shared equally by its `benchmarks`, that one metric of one
/// benchmark may spend in one direction. Nine tenths of a benchmark's share go to its primary metric, one tenth to the
/// `others` together; all of it where there are none.
double level_of_row(double alpha, std::uint64_t benchmarks, bool is_primary, std::size_t others);

}  // namespace trackmeet::compare
