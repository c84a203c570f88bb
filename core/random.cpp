// SPDX-License-Identifier: Apache-2.0
#include "core/random.hpp"

namespace trackmeet {

void fill_random(std::span<float> values, std::uint64_t seed) {
  SplitMix64 random(seed);
  for (float& value : values) value = random.next_float();
}

}  // namespace trackmeet
