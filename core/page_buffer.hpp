// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>

namespace trackmeet {

inline constexpr std::size_t small_page = 4096;  ///< bytes
inline constexpr std::size_t huge_page = std::size_t{2}
                                         << 20U;  ///< bytes; what the kernel can map as one page on x86-64
inline constexpr std::size_t huge_page_from = std::size_t{1}
                                              << 20U;  ///< bytes; larger memory is asked for in huge pages

/// Zeroed memory whose place spoils no timing: begins on a page, is touched throughout, and lies in huge pages where it
/// is large and the system grants them. With small pages the physical ones differ from process to process, and with
/// them the conflicts in the level-2 cache. Out of memory ends the program.
class PageMemory {
public:
  PageMemory() = default;
  explicit PageMemory(std::size_t bytes);

  std::byte* data() const { return memory_.get(); }

private:
  struct Release {
    void operator()(std::byte* memory) const;
  };
  std::unique_ptr<std::byte, Release> memory_;
};

/// A fixed number of plain values in `PageMemory`: what operands and results are kept in. Moves, does not copy.
template <typename T>
class Buffer {
  static_assert(std::is_trivial_v<T>);

public:
  Buffer() = default;
  explicit Buffer(std::size_t size) : memory_(size * sizeof(T)), size_(size) {}

  T* data() { return reinterpret_cast<T*>(memory_.data()); }
  const T* data() const { return reinterpret_cast<const T*>(memory_.data()); }
  std::size_t size() const { return size_; }
  std::span<T> values() { return {data(), size_}; }
  std::span<const T> values() const { return {data(), size_}; }
  T& operator[](std::size_t i) { return data()[i]; }
  const T& operator[](std::size_t i) const { return data()[i]; }

private:
  PageMemory memory_;
  std::size_t size_ = 0;
};

}  // namespace trackmeet
