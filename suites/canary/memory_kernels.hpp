// SPDX-License-Identifier: Apache-2.0
#pragma once

// Work that waits for memory, one kind for each level of the caches. What is worked on is as large, and lies where it
// lies, whatever the slowdown.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>

#include "core/page_buffer.hpp"
#include "suites/canary/compute_kernels.hpp"
#include "suites/canary/slowdown.hpp"

namespace trackmeet::suites::canary {

/// The sum of two arrays of float32 into a third, so many entries: 1000 x 1000 are the `add` of tensors. What is asked
/// for beyond them is done in their middle once more, as the difference, which costs as much: arrays that grew would
/// outgrow a cache, and what was touched just before would still be in a smaller one.
template <std::uint64_t entries>
struct AddArrays {
  static constexpr std::uint64_t units = entries;
  static constexpr std::uint64_t middle = entries / 2;
  static_assert(most_percent / 100 <= 0.5, "what is done once more ends within the arrays");

  AddArrays() : a(entries), b(entries), out(entries) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      a[i] = static_cast<float>(static_cast<std::uint32_t>(i) & 1023U);
      b[i] = static_cast<float>((static_cast<std::uint32_t>(i) & 31U) + 1) / 32;
    }
  }
  void run(std::uint64_t count) {
    const std::uint64_t once = std::min(count, entries);
    combine(0, once, std::plus<>());
    combine(middle, count - once, std::minus<>());
  }

  /// How many entries are right from the first on, of which every 97th is looked at, and near the end each; and the
  /// differences in their middle. No sum is a difference, and none is 0, as what was not written is.
  double result() const {
    std::size_t again = 0;
    while (middle + again < entries && out[middle + again] == a[middle + again] - b[middle + again]) ++again;
    const auto is_right = [&](std::size_t i) { return (i >= middle && i < middle + again) || out[i] == a[i] + b[i]; };
    std::size_t i = 0;
    while (i < entries && is_right(i)) i += i + 97 < entries ? 97 : 1;
    return static_cast<double>(i + again);
  }
  static double expected(std::uint64_t count) { return static_cast<double>(count); }

  /// So many entries from `first` on. One loop for both operations, so that an entry costs the same instructions.
  template <typename Operation>
  void combine(std::uint64_t first, std::uint64_t count, Operation operation) {
    const float* const x = a.data() + first;
    const float* const y = b.data() + first;
    float* const result = out.data() + first;
    for (std::uint64_t i = 0; i < count; ++i) result[i] = operation(x[i], y[i]);
  }

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
