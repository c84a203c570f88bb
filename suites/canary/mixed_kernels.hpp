// SPDX-License-Identifier: Apache-2.0
#pragma once

// Work of the kind that programs are full of: the heap, tables, text, small matrices.

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "core/page_buffer.hpp"
#include "suites/canary/compute_kernels.hpp"

namespace trackmeet::suites::canary {

/// Memory asked for and given back, up to 64 pieces at once, of 16 to 1039 bytes.
struct Allocations {
  static constexpr std::uint64_t units = 4'000;

  static std::size_t bytes_of(std::uint64_t i) { return 16 + Mixing::mixed(i) % 1024; }
  void run(std::uint64_t count) {
    std::array<std::unique_ptr<char[]>, 64> held;
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::size_t bytes = bytes_of(i);
      std::unique_ptr<char[]>& slot = held[i % held.size()];
      slot.reset(new char[bytes]);
      slot[bytes - 1] = static_cast<char>(i % 100);
      sum += bytes + static_cast<std::uint64_t>(slot[bytes - 1]);
    }
    out = sum;
  }
  double result() const { return static_cast<double>(out); }
  static double expected(std::uint64_t count) {
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < count; ++i) sum += bytes_of(i) + i % 100;
    return static_cast<double>(sum);
  }

  std::uint64_t out = 0;
};

/// Counts keys in a table with open addressing, as hash maps do.
struct HashTable {
  static constexpr std::uint64_t units = 100'000;  // beside which emptying the table does not count
  static constexpr std::uint64_t keys = 3'000, slots = 8'192;

  HashTable() : key_of(slots), count_of(slots) {}
  void run(std::uint64_t count) {
    for (std::uint64_t i = 0; i < slots; ++i) key_of[i] = count_of[i] = 0;
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::uint64_t key = 1 + i * 7 % keys;
      std::uint64_t at = Mixing::mixed(key) % slots;
      while (key_of[at] != 0 && key_of[at] != key) at = (at + 1) % slots;
      key_of[at] = key;
      sum += key * ++count_of[at];
    }
    out = sum;
  }
  double result() const { return static_cast<double>(out); }
  static double expected(std::uint64_t count) {
    std::uint64_t sum = 0;  // 7 and 3000 have no common factor: every 3000 steps each key comes once
    for (std::uint64_t i = 0; i < count; ++i) sum += (1 + i * 7 % keys) * (i / keys + 1);
    return static_cast<double>(sum);
  }

  Buffer<std::uint64_t> key_of, count_of;
  std::uint64_t out = 0;
};

/// Numbers of 10 digits written as text and read again.
struct NumberText {
  static constexpr std::uint64_t units = 8'000;

  static std::uint64_t number(std::uint64_t i) { return 1'000'000'000 + Mixing::mixed(i) % 9'000'000'000; }
  void run(std::uint64_t count) {
    std::array<char, 24> text{};
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto end = std::to_chars(text.data(), text.data() + text.size(), number(i)).ptr;
      std::uint64_t again = 0;
      std::from_chars(text.data(), end, again);
      sum += again + static_cast<std::uint64_t>(end - text.data());
    }
    out = sum;
  }
  double result() const { return as_number(out); }
  static double expected(std::uint64_t count) {
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      std::uint64_t digits = 1;
      for (std::uint64_t rest = number(i); rest >= 10; rest /= 10) ++digits;
      sum += number(i) + digits;
    }
    return as_number(sum);
  }

  std::uint64_t out = 0;
};

/// Entries of a 48 x 48 product of float32, one after the other and from the first again.
struct SmallProduct {
  static constexpr std::uint64_t units = 5'000;
  static constexpr std::size_t n = 48;

  SmallProduct() : a(n * n), b_transposed(n * n) {
    for (std::size_t i = 0; i < n * n; ++i) {
      a[i] = static_cast<float>(i % 7 + 1);
      b_transposed[i] = static_cast<float>(i % 5 + 1);
    }
  }
  void run(std::uint64_t entries) {
    double all = 0;
    for (std::uint64_t e = 0; e < entries; ++e) {
      const float* const row = a.data() + e / n % n * n;
      const float* const column = b_transposed.data() + e % n * n;
      float entry = 0;
      for (std::size_t k = 0; k < n; ++k) entry += row[k] * column[k];
      all += double{entry};
    }
    sum = all;
  }
  double result() const { return sum; }
  double expected(std::uint64_t entries) const {
    double all = 0;  // whole numbers far below 2^24: exact in any order
    for (std::size_t k = 0; k < n; ++k)
      for (std::uint64_t e = 0; e < entries; ++e)
        all += double{a[e / n % n * n + k]} * double{b_transposed[e % n * n + k]};
    return all;
  }

  Buffer<float> a, b_transposed;
  double sum = 0;
};

}  // namespace trackmeet::suites::canary
