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

  /// In [0, bound), for a bound of 1 to 2^32. No number is likelier than another by more than 2^-32.
  std::uint64_t next_below(std::uint64_t bound) { return ((next() >> 32U) * bound) >> 32U; }

private:
  std::uint64_t state_;
};

/// The seed of stream `number` among those of `seed`: streams of one seed, and of neighbouring seeds, have nothing to
/// do with each other.
inline std::uint64_t stream_seed(std::uint64_t seed, std::uint64_t number) {
  return SplitMix64(SplitMix64(seed).next() + number).next();
}

/// Fills `values` with numbers in [-1, 1) that depend on `seed` alone.
void fill_random(std::span<float> values, std::uint64_t seed);

}  // namespace trackmeet
