// SPDX-License-Identifier: Apache-2.0
#include "suites/support/allocation_counter.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <cstdlib>
#include <functional>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <vector>

namespace trackmeet::suites {
namespace {

/// Keeps the compiler from leaving out an allocation that nobody looks into.
void* volatile seen = nullptr;
void* show(void* memory) {
  seen = memory;
  return memory;
}

Allocations allocations_in(const std::function<void()>& work) {
  start_counting();
  work();
  return stop_counting();
}

class AllocationCounter : public testing::Test {
protected:
  void SetUp() override {
    if (!can_count_allocations()) GTEST_SKIP() << "a sanitizer, or another C library, keeps malloc to itself";
  }
};

struct Case {
  const char* name;
  std::function<void()> work;
  std::int64_t count;
  std::int64_t least_bytes;
};

TEST_F(AllocationCounter, counts_every_way_to_get_memory) {
  const Case cases[] = {
      {"nothing", [] {}, 0, 0},
      {"malloc", [] { std::free(show(std::malloc(100))); }, 1, 100},
      {"calloc", [] { std::free(show(std::calloc(10, 10))); }, 1, 100},
      {"realloc of nothing", [] { std::free(show(std::realloc(nullptr, 100))); }, 1, 100},
      {"realloc that grows", [] { std::free(show(std::realloc(show(std::malloc(10)), 1000))); }, 2, 1000},
      {"aligned_alloc", [] { std::free(show(std::aligned_alloc(64, 128))); }, 1, 128},
      {"posix_memalign",
       [] {
         void* memory = nullptr;
         if (posix_memalign(&memory, 64, 100) == 0) std::free(show(memory));
       },
       1, 100},
      {"new", [] { delete static_cast<int*>(show(new int)); }, 1, 4},
      {"new that is aligned",
       [] { ::operator delete (show(::operator new (256, std::align_val_t{128})), std::align_val_t{128}); }, 1, 256},
      {"a vector that grows",
       [] {
         std::vector<char> bytes(1000);
         show(bytes.data());
         bytes.resize(5000);
         show(bytes.data());
       },
       2, 6000},
      {"several held at once",
       [] {
         std::vector<std::string> texts(3, std::string(500, 'x'));
         show(texts.data());
       },
       5, 2000},
  };
  for (const Case& c : cases) {
    const Allocations counted = allocations_in(c.work);
    EXPECT_EQ(counted.count, c.count) << c.name;
    EXPECT_GE(counted.peak_bytes, c.least_bytes) << c.name;
    EXPECT_LT(counted.peak_bytes, c.least_bytes + 300) << c.name;
  }
}

TEST_F(AllocationCounter, forgets_what_was_counted_before) {
  allocations_in([] { std::free(show(std::malloc(100))); });
  EXPECT_EQ(allocations_in([] {}).count, 0);
}

TEST_F(AllocationCounter, does_not_count_while_nobody_asked) {
  start_counting();
  stop_counting();
  std::free(show(std::malloc(100)));
  EXPECT_EQ(stop_counting().count, 0);
}

TEST_F(AllocationCounter, freeing_what_was_held_before_does_not_hide_what_is_held_now) {
  void* const before = show(std::malloc(100'000));
  const Allocations counted = allocations_in([&] {
    void* const now = show(std::malloc(1000));
    std::free(before);
    std::free(now);
  });
  EXPECT_GE(counted.peak_bytes, 1000);
  EXPECT_LT(counted.peak_bytes, 2000);
}

TEST_F(AllocationCounter, counts_in_all_threads) {
  const Allocations counted = allocations_in([] {
    std::thread other([] {
      for (int i = 0; i < 100; ++i) std::free(show(std::malloc(10)));
    });
    other.join();
  });
  EXPECT_GE(counted.count, 100);
}

TEST_F(AllocationCounter, memory_is_as_good_as_without_it) {
  void* memory = nullptr;
  EXPECT_EQ(posix_memalign(&memory, 3, 100), EINVAL);
  EXPECT_EQ(memory, nullptr);
  for (const std::size_t alignment : {std::size_t{16}, std::size_t{64}, std::size_t{4096}}) {
    ASSERT_EQ(posix_memalign(&memory, alignment, 100), 0);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(memory) % alignment, 0U);
    std::free(memory);
  }
  auto* const zeros = static_cast<unsigned char*>(std::calloc(1000, 1));
  EXPECT_EQ(std::count(zeros, zeros + 1000, 0), 1000);
  std::free(zeros);
}

}  // namespace
}  // namespace trackmeet::suites
