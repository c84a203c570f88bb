// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace trackmeet::machine {

/// What all cores together have done since boot, in the kernel's ticks.
struct CpuTimes {
  std::uint64_t busy = 0;
  std::uint64_t idle = 0;    ///< waiting for a disk included
  std::uint64_t stolen = 0;  ///< wanted, but withheld by the hypervisor
};

/// Nothing if /proc/stat does not tell.
std::optional<CpuTimes> read_cpu_times(const std::filesystem::path& root);

/// The share of all cores, 0-1, that was busy between two readings. Nothing if no time passed between them.
std::optional<double> busy_share(const CpuTimes& before, const CpuTimes& after);

/// The share, 0-1, of the CPU time that was wanted since boot and that the hypervisor withheld.
double stolen_share(const CpuTimes& times);

}  // namespace trackmeet::machine
