// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>

#include "core/result.hpp"

namespace trackmeet::suites {

/// How much of a file lies in memory, where the next reader finds it without asking the disk.
struct CachedPages {
  std::size_t all = 0;
  std::size_t in_memory = 0;
};

/// Tells by mincore(2), without reading the file. Errors: it cannot be opened, or is empty.
Result<CachedPages> cached_pages(const std::filesystem::path& file);

/// Writes the file out and has the system forget it (fsync, posix_fadvise with POSIX_FADV_DONTNEED), then verifies that
/// no page of it is left in memory; else an error that names the file system, for tmpfs keeps its files in memory and
/// nowhere else. What the disk itself remembers, and the host of a virtual machine, stays as it is. Allocates nothing
/// if all goes well.
Result<void> drop_from_page_cache(const std::filesystem::path& file);

}  // namespace trackmeet::suites
