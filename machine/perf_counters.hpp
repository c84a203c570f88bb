// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace trackmeet::machine {

/// What the hardware counters of a CPU count, in user space.
enum class PerfEvent { cycles, instructions, branch_misses, cache_misses };

/// What a counter said. The kernel shares the few counters among many askers, so one may have run a part of the time.
struct PerfReading {
  std::uint64_t count = 0;
  std::uint64_t enabled_ns = 0;  ///< since it was opened
  std::uint64_t running_ns = 0;  ///< of them it counted
};

/// The system calls, which tests replace.
class PerfKernel {
public:
  virtual ~PerfKernel() = default;
  /// Opens a counter of this process and of the threads that it starts from now on, which counts at once. A descriptor,
  /// or -errno.
  virtual int open(PerfEvent event) = 0;
  virtual std::optional<PerfReading> read(int descriptor) = 0;
  virtual void close(int descriptor) = 0;
};

/// The real one: perf_event_open(2) on Linux; elsewhere each open is refused with -ENOSYS.
PerfKernel& perf_kernel();

/// Whether a program of this user can count, and if not, why.
struct PerfCounters {
  bool available = false;
  std::string reason;  ///< a sentence; empty if available
  std::string remedy;  ///< a command or advice; empty where nothing can be done
};

/// Tries to open a counter of cycles. `root` is for tests: /proc/sys/kernel/perf_event_paranoid explains a refusal.
PerfCounters probe_perf_counters(PerfKernel& kernel = perf_kernel(), const std::filesystem::path& root = "/");

}  // namespace trackmeet::machine
