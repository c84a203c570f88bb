// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace trackmeet::machine {

/// What a version-2 cgroup allows this process of the CPU.
struct CpuQuota {
  std::optional<double> cores;  ///< the tightest `cpu.max` from ours up to the root, in cores; absent: no limit
  std::uint64_t periods = 0;    ///< that the scheduler has counted
  std::uint64_t throttled = 0;  ///< those in which the cgroup ran out of its quota
};

CpuQuota cpu_quota(const std::filesystem::path& root);

}  // namespace trackmeet::machine
