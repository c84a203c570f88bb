// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "duet/plan.hpp"
#include "model/run.hpp"

namespace trackmeet::duet {

/// The executables that are really started: copies of both builds, made anew every now and then, since where the kernel
/// puts the pages of a file speeds or slows every process of that file alike. Their paths are of equal length on both
/// sides, and a coin decides which side gets which.
class Copies {
public:
  /// Below `folder`, which is emptied first and goes away with this.
  Copies(std::filesystem::path folder, const std::vector<PlannedMatch>& matches);
  ~Copies();
  Copies(const Copies&) = delete;
  Copies& operator=(const Copies&) = delete;

  /// Copies everything anew; `draw` decides the places.
  Result<void> renew(std::uint64_t draw);

  /// From now on links stand in for the copies of that match: for executables that run only where they lie.
  void link_instead(std::size_t match) { linked_[match] = true; }
  bool is_linked(std::size_t match) const { return linked_[match]; }

  /// What to start now.
  std::filesystem::path path(std::size_t match, model::Side side) const;

private:
  std::filesystem::path folder_;
  const std::vector<PlannedMatch>& matches_;
  std::vector<bool> linked_;
  bool exchanged_ = false;  ///< whether the base has the second place
};

}  // namespace trackmeet::duet
