// SPDX-License-Identifier: Apache-2.0
#include "nn/data/sampler.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>
#include <utility>

namespace trackmeet::nn {

Sampler::Sampler(Index count, const Sampling& sampling) : sampling_(sampling), count_(count) {
  assert(count >= 0 && count <= std::numeric_limits<std::uint32_t>::max() && sampling.buffer >= 1);
  if (sampling.order == Sampling::Order::shuffled) window_ = Buffer<std::uint32_t>(static_cast<std::size_t>(count));
  if (sampling.order == Sampling::Order::buffered) {
    window_ = Buffer<std::uint32_t>(static_cast<std::size_t>(std::min(count, sampling.buffer)));
  }
  start(0);
}

void Sampler::start(Index epoch) {
  random_ = SplitMix64(stream_seed(sampling_.seed, static_cast<std::uint64_t>(epoch)));
  given_ = 0;
  std::iota(window_.values().begin(), window_.values().end(), 0U);
  in_window_ = read_ = static_cast<Index>(window_.size());
}

/// In a window of all rows this is the shuffle of Fisher and Yates, from the end. (D. Knuth, "The art of computer
/// programming" 2, 3.4.2, algorithm P)
std::uint32_t Sampler::next() {
  if (sampling_.order == Sampling::Order::sequential) return static_cast<std::uint32_t>(given_);
  const std::uint64_t drawn = random_.next_below(static_cast<std::uint64_t>(in_window_));
  const std::uint32_t row = window_[drawn];
  if (read_ < count_) {
    window_[drawn] = static_cast<std::uint32_t>(read_++);
  } else {
    window_[drawn] = window_[static_cast<std::size_t>(--in_window_)];
  }
  return row;
}

Index Sampler::take(std::span<std::uint32_t> rows) {
  Index taken = 0;
  for (; taken < static_cast<Index>(rows.size()) && given_ < count_; ++taken, ++given_) {
    rows[static_cast<std::size_t>(taken)] = next();
  }
  return taken;
}

}  // namespace trackmeet::nn
