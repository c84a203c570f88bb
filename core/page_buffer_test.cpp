// SPDX-License-Identifier: Apache-2.0
#include "core/page_buffer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace trackmeet {
namespace {

TEST(Buffer, begins_on_a_page_and_on_a_huge_one_when_large) {
  const auto place_of = [](const auto& buffer) { return reinterpret_cast<std::uintptr_t>(buffer.data()); };
  EXPECT_EQ(place_of(Buffer<float>(1)) % small_page, 0U);
  EXPECT_EQ(place_of(Buffer<float>(10'000)) % small_page, 0U);
  EXPECT_EQ(place_of(Buffer<float>(1'000'000)) % huge_page, 0U);
  EXPECT_EQ(place_of(Buffer<std::int8_t>(huge_page_from)) % huge_page, 0U);
}

TEST(Buffer, holds_zeros_at_first_and_then_what_is_written) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{1000}, std::size_t{700'001}}) {
    Buffer<float> buffer(size);
    ASSERT_EQ(buffer.size(), size);
    EXPECT_TRUE(std::ranges::all_of(buffer.values(), [](float value) { return value == 0; }));
    std::ranges::fill(buffer.values(), 2.5F);
    EXPECT_TRUE(std::ranges::all_of(buffer.values(), [](float value) { return value == 2.5F; }));
  }
}

TEST(Buffer, keeps_its_memory_when_it_moves) {
  Buffer<int> first(10);
  first[9] = 42;
  const int* const place = first.data();
  const Buffer<int> second = std::move(first);
  EXPECT_EQ(second.data(), place);
  EXPECT_EQ(second[9], 42);
}

}  // namespace
}  // namespace trackmeet
