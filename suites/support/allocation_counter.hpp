// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace trackmeet::suites {

/// What the program asked of the heap between `start_counting` and `stop_counting`.
struct Allocations {
  std::int64_t count =
      0;  ///< calls that yielded memory: malloc, calloc, realloc, aligned_alloc and their kin, and so operator new
  std::int64_t peak_bytes = 0;  ///< most that was held at once, beyond what was held at the start
};

/// Whether this build counts: it stands in for glibc's malloc, which it cannot do elsewhere or under a sanitizer that
/// does so itself.
bool can_count_allocations();

/// Counts from zero, in all threads. While nobody counts, an allocation costs one relaxed load more than without this.
void start_counting();

/// Stops, and tells what was counted since `start_counting`. All zero if this build cannot count.
Allocations stop_counting();

}  // namespace trackmeet::suites
