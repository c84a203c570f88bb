// SPDX-License-Identifier: Apache-2.0
#include "suites/support/allocation_counter.hpp"

#include <malloc.h>

#include <atomic>
#include <cerrno>
#include <cstddef>

#if defined(__has_feature)
#define TRACKMEET_HAS_FEATURE(feature) __has_feature(feature)
#else
#define TRACKMEET_HAS_FEATURE(feature) 0
#endif
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && \
    !TRACKMEET_HAS_FEATURE(address_sanitizer) && !TRACKMEET_HAS_FEATURE(thread_sanitizer) && \
    !TRACKMEET_HAS_FEATURE(memory_sanitizer)
#define TRACKMEET_COUNTS_ALLOCATIONS 1
#endif

namespace trackmeet::suites {
namespace {

std::atomic<bool> counting{false};
std::atomic<std::int64_t> count{0};
std::atomic<std::int64_t> held{0};
std::atomic<std::int64_t> peak{0};

}  // namespace

bool can_count_allocations() {
#ifdef TRACKMEET_COUNTS_ALLOCATIONS
  return true;
#else
  return false;
#endif
}

void start_counting() {
  count = held = peak = 0;
  counting = true;
}

Allocations stop_counting() {
  counting = false;
  return {count, peak};
}

}  // namespace trackmeet::suites

#ifdef TRACKMEET_COUNTS_ALLOCATIONS

// glibc lets a program replace malloc and its kin by defining them, all of them
// (https://sourceware.org/glibc/manual/latest/html_node/Replacing-malloc.html), and keeps its own under these names.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t number, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void* __libc_valloc(std::size_t size);
void* __libc_pvalloc(std::size_t size);
void __libc_free(void* memory);
}

namespace {

using trackmeet::suites::count;
using trackmeet::suites::counting;
using trackmeet::suites::held;
using trackmeet::suites::peak;

bool is_counting() { return __builtin_expect(counting.load(std::memory_order_relaxed), false); }

std::int64_t usable_bytes(void* memory) { return static_cast<std::int64_t>(malloc_usable_size(memory)); }

void hold(std::int64_t bytes) {
  const std::int64_t now = held.fetch_add(bytes, std::memory_order_relaxed) + bytes;
  std::int64_t most = peak.load(std::memory_order_relaxed);
  while (now > most && !peak.compare_exchange_weak(most, now, std::memory_order_relaxed)) {
  }
}

void* counted(void* memory) {
  if (is_counting() && memory != nullptr) {
    count.fetch_add(1, std::memory_order_relaxed);
    hold(usable_bytes(memory));
  }
  return memory;
}

bool is_power_of_two(std::size_t number) { return number != 0 && (number & (number - 1)) == 0; }

}  // namespace

extern "C" {

void* malloc(std::size_t size) { return counted(__libc_malloc(size)); }

void* calloc(std::size_t number, std::size_t size) { return counted(__libc_calloc(number, size)); }

void* realloc(void* memory, std::size_t size) {
  const std::int64_t before = is_counting() ? usable_bytes(memory) : 0;
  void* const moved = __libc_realloc(memory, size);
  if (is_counting() && (moved != nullptr || size == 0)) hold(-before);
  return counted(moved);
}

void* memalign(std::size_t alignment, std::size_t size) { return counted(__libc_memalign(alignment, size)); }

void* aligned_alloc(std::size_t alignment, std::size_t size) { return counted(__libc_memalign(alignment, size)); }

int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
  if (alignment % sizeof(void*) != 0 || !is_power_of_two(alignment)) return EINVAL;
  void* const aligned = counted(__libc_memalign(alignment, size));
  if (aligned == nullptr) return ENOMEM;
  *memory = aligned;
  return 0;
}

void* valloc(std::size_t size) { return counted(__libc_valloc(size)); }

void* pvalloc(std::size_t size) { return counted(__libc_pvalloc(size)); }

void free(void* memory) {
  if (is_counting() && memory != nullptr) hold(-usable_bytes(memory));
  __libc_free(memory);
}

}  // extern "C"

#endif
