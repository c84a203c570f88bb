// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "core/page_buffer.hpp"
#include "core/random.hpp"
#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// In which order the rows of a data set come.
struct Sampling {
  enum class Order {
    sequential,  ///< as they lie
    shuffled,    ///< every order is as likely as any other
    buffered,  ///< each row is drawn from a window of `buffer` rows, which the next in line fills up: nearly in order,
               ///< as a loader reads that cannot hold all of a data set
  };
  Order order = Order::shuffled;
  std::uint64_t seed = 1;
  Index buffer = 1024;  ///< rows, at least 1
};

/// Yields each row number from 0 to `count` - 1 once an epoch, in an order that depends on the seed and the epoch
/// alone. Allocates nothing once it is made.
class Sampler {
public:
  Sampler(Index count, const Sampling& sampling);

  /// Begins an epoch, counted from 0.
  void start(Index epoch);
  /// Sets the next rows of the epoch, and tells how many: less than asked for at its end, then 0.
  Index take(std::span<std::uint32_t> rows);

private:
  std::uint32_t next();

  Sampling sampling_;
  Index count_ = 0;
  Index given_ = 0;
  SplitMix64 random_{0};
  Buffer<std::uint32_t> window_;  ///< shuffled: all rows; buffered: those to draw from
  Index in_window_ = 0, read_ = 0;
};

}  // namespace trackmeet::nn
