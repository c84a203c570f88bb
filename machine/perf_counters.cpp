// SPDX-License-Identifier: Apache-2.0
#include "machine/perf_counters.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "machine/system_file.hpp"

#ifdef __linux__
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace trackmeet::machine {
namespace {

#ifdef __linux__

std::uint64_t code_of(PerfEvent event) {
  switch (event) {
    case PerfEvent::cycles:
      return PERF_COUNT_HW_CPU_CYCLES;
    case PerfEvent::instructions:
      return PERF_COUNT_HW_INSTRUCTIONS;
    case PerfEvent::branch_misses:
      return PERF_COUNT_HW_BRANCH_MISSES;
    case PerfEvent::cache_misses:
      return PERF_COUNT_HW_CACHE_MISSES;
  }
  return PERF_COUNT_HW_CPU_CYCLES;
}

class RealKernel final : public PerfKernel {
public:
  int open(PerfEvent event) override {
    perf_event_attr wanted;
    std::memset(&wanted, 0, sizeof wanted);
    wanted.type = PERF_TYPE_HARDWARE;
    wanted.size = sizeof wanted;
    wanted.config = code_of(event);
    wanted.exclude_kernel = 1;
    wanted.exclude_hv = 1;
    wanted.inherit = 1;
    wanted.read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING;
    constexpr int this_process = 0, any_cpu = -1, no_group = -1;
    const long descriptor =
        ::syscall(SYS_perf_event_open, &wanted, this_process, any_cpu, no_group, PERF_FLAG_FD_CLOEXEC);
    return descriptor < 0 ? -errno : static_cast<int>(descriptor);
  }
  std::optional<PerfReading> read(int descriptor) override {
    PerfReading reading;  // as the kernel lays out its answer
    static_assert(sizeof reading == 3 * sizeof(std::uint64_t));
    if (::read(descriptor, &reading, sizeof reading) != static_cast<ssize_t>(sizeof reading)) return std::nullopt;
    return reading;
  }
  void close(int descriptor) override { ::close(descriptor); }
};

#else

class RealKernel final : public PerfKernel {
public:
  int open(PerfEvent) override { return -ENOSYS; }
  std::optional<PerfReading> read(int) override { return std::nullopt; }
  void close(int) override {}
};

#endif

PerfCounters refused(std::string reason, std::string remedy) {
  return {.available = false, .reason = std::move(reason), .remedy = std::move(remedy)};
}

PerfCounters not_permitted(const std::filesystem::path& root) {
  const std::string level = read_system_line(root, "proc/sys/kernel/perf_event_paranoid");
  constexpr const char* lower = "sudo sysctl kernel.perf_event_paranoid=2";
  const auto number_of_level = number(level);
  if (number_of_level && *number_of_level > 2)
    return refused(fmt::format("this user may not read hardware counters: kernel.perf_event_paranoid is {}", level),
                   lower);
  return refused("this user may not read hardware counters: a container or a security policy forbids it",
                 "allow the system call perf_event_open, or run outside the container");
}

}  // namespace

PerfKernel& perf_kernel() {
  static RealKernel kernel;
  return kernel;
}

PerfCounters probe_perf_counters(PerfKernel& kernel, const std::filesystem::path& root) {
  const int descriptor = kernel.open(PerfEvent::cycles);
  if (descriptor >= 0) {
    kernel.close(descriptor);
    return {.available = true, .reason = {}, .remedy = {}};
  }
  switch (-descriptor) {
    case EACCES:
    case EPERM:
      return not_permitted(root);
    case ENOENT:
    case ENODEV:
    case EOPNOTSUPP:
      return refused("this CPU shows no hardware counters: most virtual machines hide them",
                     "have the hypervisor pass them on, or count instructions with --instructions");
    case ENOSYS:
      return refused("the system has no hardware counters to offer: perf_event_open is missing",
                     "count instructions with --instructions");
    default:
      return refused(fmt::format("hardware counters cannot be opened: {}", std::strerror(-descriptor)), {});
  }
}

}  // namespace trackmeet::machine
