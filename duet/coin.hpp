// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/run.hpp"

namespace trackmeet::duet {

inline constexpr std::size_t block_size = 4;  ///< processes

/// What chance decides about one block.
struct BlockDraw {
  bool base_first = true;   ///< base head head base, or head base base head
  std::size_t padding = 0;  ///< bytes of environment, the same for its four processes: the stack begins elsewhere in
                            ///< each block
  bool operator==(const BlockDraw&) const = default;

  std::array<model::Side, block_size> order() const;
};

/// The draw of block `block` of benchmark `item`: it follows from the duet's seed alone, so that the recorded seed is a
/// record of every coin.
BlockDraw draw_block(std::uint64_t seed, std::size_t item, std::uint32_t block);

/// The benchmarks of `items` in the order of pass number `pass`.
std::vector<std::size_t> order_of_pass(std::uint64_t seed, std::uint64_t pass, std::vector<std::size_t> items);

/// `TRACKMEET_PADDING=…`, of `bytes` bytes behind the sign.
std::string padding_variable(std::size_t bytes);

}  // namespace trackmeet::duet
