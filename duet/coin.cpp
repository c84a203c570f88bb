// SPDX-License-Identifier: Apache-2.0
#include "duet/coin.hpp"

#include <utility>

#include "core/random.hpp"

namespace trackmeet::duet {
namespace {

constexpr std::size_t page = 4096;
/// Streams of one seed that have nothing to do with each other.
enum Stream : std::uint64_t { blocks = 1, passes = 2 };

}  // namespace

std::array<model::Side, block_size> BlockDraw::order() const {
  using enum model::Side;
  return base_first ? std::array{base, head, head, base} : std::array{head, base, base, head};
}

BlockDraw draw_block(std::uint64_t seed, std::size_t item, std::uint32_t block) {
  SplitMix64 dice(stream_seed(stream_seed(stream_seed(seed, Stream::blocks), item), block));
  return {dice.next_below(2) == 0, dice.next_below(page)};
}

std::vector<std::size_t> order_of_pass(std::uint64_t seed, std::uint64_t pass, std::vector<std::size_t> items) {
  SplitMix64 dice(stream_seed(stream_seed(seed, Stream::passes), pass));
  for (std::size_t left = items.size(); left > 1; --left) std::swap(items[left - 1], items[dice.next_below(left)]);
  return items;
}

std::string padding_variable(std::size_t bytes) { return "TRACKMEET_PADDING=" + std::string(bytes, 'x'); }

}  // namespace trackmeet::duet
