// SPDX-License-Identifier: Apache-2.0
#pragma once

// Work that waits for memory, one kind for each level of the caches. What is worked on is made for the largest
// slowdown, so that where it lies does not depend on the slowdown.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/page_buffer.hpp"
#include "suites/canary/compute_kernels.hpp"
#include "suites/canary/slowdown.hpp"

namespace trackmeet::suites::canary {

/// Room for `units` at the largest slowdown.
inline std::size_t room_for(std::uint64_t units) { return slowed(units, most_percent / 100); }

/// The sum of two arrays of float32 into a third, so many entries: 1000 x 1000 are the `add` of tensors.
template <std::uint64_t entries>
struct AddArrays {
  static constexpr std::uint64_t units = entries;

  AddArrays() : a(room_for(units)), b(room_for(units)), out(room_for(units)) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      a[i] = static_cast<float>(static_cast<std::uint32_t>(i) & 1023U);
      b[i] = static_cast<float>((static_cast<std::uint32_t>(i) & 31U) + 1) / 32;
    }
  }
  void run(std::uint64_t count) {
    const float* const x = a.data();
    const float* const y = b.data();
    float* const sum = out.data();
    for (std::uint64_t i = 0; i < count; ++i) sum[i] = x[i] + y[i];
  }

  /// How many entries are right from the first on, of which every 97th is looked at, and near the end each. None that
  /// was not written is right, since no sum is 0.
  double result() const {
    std::size_t i = 0;
    while (i < out.size() && out[i] == entry(i)) i += i + 97 < units ? 97 : 1;
    return static_cast<double>(i);
  }
  static double expected(std::uint64_t count) { return static_cast<double>(count); }
  static float entry(std::size_t i) { return static_cast<float>(i & 1023U) + static_cast<float>((i & 31U) + 1) / 32; }

  Buffer<float> a, b, out;
};

/// Sums over an array again and again; `kibibytes` say in which cache it lies.
template <std::size_t kibibytes, std::uint64_t numbers>
struct SumOfArray {
  static constexpr std::uint64_t units = numbers;

  SumOfArray() : values(kibibytes * 1024 / sizeof(std::uint64_t)) {
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = Mixing::mixed(i);
  }
  void run(std::uint64_t count) {
    std::uint64_t sum = 0;
    while (count > 0) {
      const std::uint64_t now = std::min<std::uint64_t>(count, values.size());
      const std::uint64_t* const from = values.data();
      for (std::uint64_t i = 0; i < now; ++i) sum += from[i];
      count -= now;
    }
    out = sum;
  }
  double result() const { return as_number(out); }
  double expected(std::uint64_t count) const {
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < count; ++i) sum += Mixing::mixed(i % values.size());
    return as_number(sum);
  }

  Buffer<std::uint64_t> values;
  std::uint64_t out = 0;
};

/// Follows a ring of indices through an array: each load waits for the one before.
template <std::size_t kibibytes, std::uint64_t loads>
struct Chase {
  static constexpr std::uint64_t units = loads;
  static constexpr std::uint64_t stride = 2897;  // odd, and so a ring through all of a power of two

  Chase() : next(kibibytes * 1024 / sizeof(std::uint64_t)) {
    for (std::size_t i = 0; i < next.size(); ++i) next[i] = (i + stride) % next.size();
  }
  void run(std::uint64_t count) {
    std::uint64_t at = 0;
    for (std::uint64_t i = 0; i < count; ++i) at = next[at];
    out = at;
  }
  double result() const { return static_cast<double>(out); }
  double expected(std::uint64_t count) const { return static_cast<double>(count * stride % next.size()); }

  Buffer<std::uint64_t> next;
  std::uint64_t out = 0;
};

}  // namespace trackmeet::suites::canary
