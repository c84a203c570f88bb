// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace trackmeet {

/// A small generator that yields the same numbers on every platform and with every standard library (the distributions
/// of <random> do not). SplitMix64: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators",
/// OOPSLA 2014.
class SplitMix64 {
public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  /// In [-1, 1): a multiple of 2^-23, so exact in a float.
  float next_float() { return static_cast<float>(next() >> 40U) * 0x1p-23F - 1.0F; }

private:
  std::uint64_t state_;
};

/// Fills `values` with numbers in [-1, 1) that depend on `seed` alone.
void fill_random(std::span<float> values, std::uint64_t seed);

}  // namespace trackmeet
