// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "core/result.hpp"

namespace trackmeet::duet {

/// What a slot of the build cache holds.
struct SlotRecord {
  enum class State {
    empty,     ///< nothing yet, or nothing that can be told
    building,  ///< a build is under way, or we were killed and it may be
    ready,     ///< the whole build of `tree`
    failed,    ///< what a build left that failed or was interrupted
  };
  State state = State::empty;
  std::string tree{};       ///< what its files are
  std::string recipe{};     ///< what it was built by, see `recipe_key`
  std::int64_t used_s = 0;  ///< when it was last asked for, in seconds since 1970
};

/// One of the folders that builds are made in: `slot-0` to `slot-3`. Their names are of one length, because the path of
/// a build gets into its binaries, and a path of another length moves their code and data.
struct BuildSlot {
  std::filesystem::path folder;  ///< of the work tree

  std::filesystem::path record_path() const { return folder.string() + ".record"; }
  std::filesystem::path lock_path() const { return folder.string() + ".lock"; }

  /// What it holds. An empty slot if its folder is gone or its record cannot be understood.
  SlotRecord read() const;
  Result<void> write(const SlotRecord& record) const;
};

inline constexpr std::size_t slot_count = 4;

/// Slot `index` below `cache`.
BuildSlot slot_at(const std::filesystem::path& cache, std::size_t index);

}  // namespace trackmeet::duet
