// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <random>

namespace trackmeet::calibration {

/// Random numbers that are the same with every standard library: only the engine is taken from it.
class Random {
public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  double uniform() { return (static_cast<double>(engine_() >> 11U) + 0.5) * 0x1p-53; }

  /// Standard normal (Box and Muller 1958).
  double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * M_PI * uniform()); }

  /// Student's t with three degrees of freedom: heavy tails.
  double student3() {
    double squares = 0;
    const double top = normal();
    for (int i = 0; i < 3; ++i) {
      const double z = normal();
      squares += z * z;
    }
    return top / std::sqrt(squares / 3);
  }

private:
  std::mt19937_64 engine_;
};

}  // namespace trackmeet::calibration
