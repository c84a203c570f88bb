// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace trackmeet::machine {

/// What cgroups, of version 2 or 1, allow this process of the CPU.
struct CpuQuota {
  std::optional<double> cores;  ///< the tightest from our cgroup up to the root, in cores; absent: no limit
  std::string lift{};           ///< the shell command that lifts it; empty: none, or its name fits in no command
  std::uint64_t periods = 0;    ///< that the scheduler has counted
  std::uint64_t throttled = 0;  ///< those in which the cgroup ran out of its quota
};

CpuQuota cpu_quota(const std::filesystem::path& root);

}  // namespace trackmeet::machine
