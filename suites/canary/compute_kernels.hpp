// SPDX-License-Identifier: Apache-2.0
#pragma once

// Work that lives in registers and in the level-1 cache. A kernel does `units` small pieces of work and keeps what came
// out; `expected` says, written another way, what must have come out of exactly so many.

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace trackmeet::suites::canary {

/// 53 bits of `bits`, which a double holds exactly.
inline double as_number(std::uint64_t bits) { return static_cast<double>(bits >> 11U); }

/// A linear congruential generator: each step waits for the one before. Knuth's MMIX constants.
struct MultiplyAddChain {
  static constexpr std::uint64_t units = 700'000;
  static constexpr std::uint64_t factor = 6364136223846793005U, addend = 1442695040888963407U, seed = 7;

  void run(std::uint64_t steps) {
    std::uint64_t x = seed;
    for (std::uint64_t i = 0; i < steps; ++i) x = x * factor + addend;
    out = x;
  }
  double result() const { return as_number(out); }

  /// n steps at once, by squaring the map x -> a x + b (F. Brown, Random number generation with arbitrary strides).
  static double expected(std::uint64_t steps) {
    std::uint64_t a = factor, b = addend, all_a = 1, all_b = 0;
    for (; steps > 0; steps /= 2) {
      if (steps % 2 == 1) {
        all_a *= a;
        all_b = all_b * a + b;
      }
      b *= a + 1;
      a *= a;
    }
    return as_number(all_a * seed + all_b);
  }

  std::uint64_t out = 0;
};

/// The logistic map in float32: a multiplication waits for another.
struct FloatChain {
  static constexpr std::uint64_t units = 100'000;

  void run(std::uint64_t steps) {
    float x = 0.3F;
    for (std::uint64_t i = 0; i < steps; ++i) x = 3.75F * x * (1.0F - x);
    out = x;
  }
  double result() const { return double{out}; }
  static double expected(std::uint64_t steps) {
    volatile float x = 0.3F;
    while (steps-- > 0) {
      const float rest = 1.0F - x;
      x = 3.75F * x * rest;
    }
    return double{x};
  }

  float out = 0;
};

/// Integer mixing in four lanes that do not wait for each other (Steele and others, SplitMix).
struct Mixing {
  static constexpr std::uint64_t units = 150'000;

  static std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  void run(std::uint64_t numbers) {
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < numbers; ++i) sum += mixed(i);
    out = sum;
  }
  double result() const { return as_number(out); }
  static double expected(std::uint64_t numbers) {
    volatile std::uint64_t sum = 0;
    while (numbers-- > 0) sum = sum + mixed(numbers);
    return as_number(sum);
  }

  std::uint64_t out = 0;
};

/// Divisions that wait for each other.
struct Division {
  static constexpr std::uint64_t units = 25'000;

  void run(std::uint64_t steps) {
    std::uint64_t x = 1;
    for (std::uint64_t i = 0; i < steps; ++i) x = 0xffff'ffff'ffff'fff1U / (x % 1000 + 3);
    out = x;
  }
  double result() const { return as_number(out); }
  static double expected(std::uint64_t steps) {
    volatile std::uint64_t x = 1;
    while (steps-- > 0) x = 0xffff'ffff'ffff'fff1U / (x % 1000 + 3);
    return as_number(x);
  }

  std::uint64_t out = 0;
};

/// Square roots that wait for each other.
struct SquareRoots {
  static constexpr std::uint64_t units = 40'000;

  void run(std::uint64_t steps) {
    double x = 2;
    for (std::uint64_t i = 0; i < steps; ++i) x = std::sqrt(x) + 1e-6 * static_cast<double>(i);
    out = x;
  }
  double result() const { return out; }
  static double expected(std::uint64_t steps) {
    volatile double x = 2;
    for (std::uint64_t i = 0; i < steps; ++i) {
      const double more = 1e-6 * static_cast<double>(i);
      x = std::sqrt(x) + more;
    }
    return x;
  }

  double out = 0;
};

/// Branches that cannot be foreseen: the steps of the Collatz sequences from 1 on, so many steps in all.
struct Branches {
  static constexpr std::uint64_t units = 60'000;

  void run(std::uint64_t steps) {
    std::uint64_t start = 1, x = 1, odd = 0;
    for (std::uint64_t i = 0; i < steps; ++i) {
      if (x == 1) {
        x = ++start;
      } else if (x % 2 == 0) {
        x /= 2;
      } else {
        x = 3 * x + 1;
        odd += x;
      }
    }
    out = odd + x;
  }
  double result() const { return static_cast<double>(out); }
  static double expected(std::uint64_t steps) {
    std::uint64_t odd = 0, x = 1;
    for (std::uint64_t start = 2; steps > 0; ++start) {
      x = start;
      --steps;
      for (; steps > 0 && x != 1; --steps) {
        const bool is_odd = (x & 1U) != 0;
        x = is_odd ? x + (x << 1U) + 1 : x >> 1U;
        if (is_odd) odd += x;
      }
    }
    return static_cast<double>(odd + x);
  }

  std::uint64_t out = 0;
};

/// Bits counted, without the instruction for it, which plain x86-64 has not.
struct BitCount {
  static constexpr std::uint64_t units = 60'000;

  void run(std::uint64_t numbers) {
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < numbers; ++i)
      sum += static_cast<std::uint64_t>(std::popcount(i * 0x9e3779b97f4a7c15U)) + 1;
    out = sum;
  }
  double result() const { return static_cast<double>(out); }
  static double expected(std::uint64_t numbers) {
    std::uint64_t sum = numbers;
    for (std::uint64_t i = 0; i < numbers; ++i)
      for (std::uint64_t rest = i * 0x9e3779b97f4a7c15U; rest != 0; rest &= rest - 1) ++sum;
    return static_cast<double>(sum);
  }

  std::uint64_t out = 0;
};

/// Calls through a table of functions, one after the other.
struct IndirectCalls {
  static constexpr std::uint64_t units = 60'000;
  using Step = std::uint64_t (*)(std::uint64_t);

  void run(std::uint64_t calls) {
    const std::array<Step, 4> steps = {
        [](std::uint64_t x) { return x + 0x9e3779b97f4a7c15U; }, [](std::uint64_t x) { return x * 3; },
        [](std::uint64_t x) { return x ^ 0x5555555555555555U; }, [](std::uint64_t x) { return x + (x >> 7U); }};
    std::uint64_t x = 1;
    for (std::uint64_t i = 0; i < calls; ++i) x = steps[(x ^ i) % 4](x);
    out = x;
  }
  double result() const { return as_number(out); }
  static double expected(std::uint64_t calls) {
    std::uint64_t x = 1;
    for (std::uint64_t i = 0; i < calls; ++i) {
      switch ((x ^ i) % 4) {
        case 0:
          x += 0x9e3779b97f4a7c15U;
          break;
        case 1:
          x *= 3;
          break;
        case 2:
          x ^= 0x5555555555555555U;
          break;
        default:
          x += x >> 7U;
      }
    }
    return as_number(x);
  }

  std::uint64_t out = 0;
};

}  // namespace trackmeet::suites::canary
