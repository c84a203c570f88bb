// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#ifdef __linux__
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include <cerrno>
#include <charconv>
#include <string>
#include <system_error>

#include "machine/checks.hpp"
#include "machine/checkup.hpp"
#include "machine/system_file.hpp"

namespace trackmeet::machine {
namespace {

namespace fs = std::filesystem;

/// Whether this process was started without address randomisation: ADDR_NO_RANDOMIZE of personality(2), inherited from
/// `setarch -R` or a debugger.
bool is_fixed(const fs::path& root) {
  constexpr std::uint32_t addr_no_randomize = 0x0040000;
  const std::string text = read_system_line(root, "proc/self/personality");
  std::uint32_t bits = 0;
  std::from_chars(text.data(), text.data() + text.size(), bits, 16);
  return (bits & addr_no_randomize) != 0;
}

enum class Counters { readable, forbidden, absent, unknown };

/// Whether a counter of the processor is among what the kernel can count.
Counters listed_counters(const fs::path& root) {
  std::error_code error;
  fs::directory_iterator device(root / "sys/bus/event_source/devices", error);
  if (error) return Counters::unknown;
  for (; !error && device != fs::directory_iterator(); device.increment(error)) {
    const std::string name = device->path().filename().string();
    if (!name.starts_with("cpu") && !name.starts_with("armv")) continue;  // cpu, cpu_core, armv8_pmuv3_0
    const std::string paranoid = read_system_line(root, "proc/sys/kernel/perf_event_paranoid");
    return number(paranoid).value_or(0) > 2 ? Counters::forbidden : Counters::readable;
  }
  return Counters::absent;
}

/// Whether this process may count its own instructions: perf_event_open(2) tells.
Counters own_counters() {
#ifdef __linux__
  perf_event_attr wanted{};
  wanted.type = PERF_TYPE_HARDWARE;
  wanted.size = sizeof wanted;
  wanted.config = PERF_COUNT_HW_INSTRUCTIONS;
  wanted.disabled = 1;
  wanted.exclude_kernel = 1;
  wanted.exclude_hv = 1;
  const long fd = ::syscall(SYS_perf_event_open, &wanted, 0, -1, -1, 0UL);
  if (fd >= 0) {
    ::close(static_cast<int>(fd));
    return Counters::readable;
  }
  return errno == EACCES || errno == EPERM ? Counters::forbidden : Counters::absent;
#else
  return Counters::absent;
#endif
}

}  // namespace

Finding check_debug_library(const std::string& build_type) {
  if (build_type.empty())
    return {Check::debug_library, FindingState::unknown, "how the suites were built is not known", "",
            "a results file tells it: `trackmeet run` warns of a debug build"};
  if (build_type == "Debug" || build_type == "debug" || build_type == "DEBUG" || build_type == "Unoptimised")
    return {Check::debug_library, FindingState::bad,
            fmt::format("the suite was built as '{}': its timings say nothing about optimised code", build_type),
            "cmake -S . -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build", ""};
  return {Check::debug_library, FindingState::good, fmt::format("the suites were built as '{}'", build_type), "", ""};
}

Finding check_aslr(const fs::path& root) {
  const std::string value = read_system_line(root, "proc/sys/kernel/randomize_va_space");
  constexpr const char* command = "sudo sysctl kernel.randomize_va_space=2";
  if (value == "0")
    return {Check::aslr, FindingState::bad,
            "addresses are not randomised: all processes of a build share one layout, good or bad", command, ""};
  if (is_fixed(root))
    return {Check::aslr, FindingState::bad,
            "this process was started without random addresses: all processes of a build share one layout", "",
            "start it from a shell that neither `setarch -R` nor a debugger started"};
  if (value == "1") return {Check::aslr, FindingState::note, "the heap's place is not randomised", command, ""};
  if (value == "2") return {Check::aslr, FindingState::good, "addresses are randomised", "", ""};
  return {Check::aslr, FindingState::unknown, "whether addresses are randomised is not visible", "", ""};
}

Finding check_perf_counters(const fs::path& root) {
  switch (is_real_root(root) ? own_counters() : listed_counters(root)) {
    case Counters::readable:
      return {Check::perf_counters, FindingState::good, "the processor's event counters can be read", "", ""};
    case Counters::unknown:
      return {Check::perf_counters, FindingState::unknown, "whether events can be counted is not visible", "", ""};
    case Counters::absent:
      return {Check::perf_counters, FindingState::note,
              "the processor's event counters are not here: instructions cannot be counted by it", "",
              "the host of a virtual machine has to pass them on; `--instructions` counts under valgrind instead"};
    case Counters::forbidden:
      break;
  }
  const std::string paranoid = read_system_line(root, "proc/sys/kernel/perf_event_paranoid");
  Finding finding{Check::perf_counters, FindingState::note,
                  fmt::format("this user may not read the processor's event counters (perf_event_paranoid is {})",
                              paranoid.empty() ? "not visible" : paranoid),
                  "sudo sysctl kernel.perf_event_paranoid=1", ""};
  if (number(paranoid).value_or(0) <= 2) {
    finding.command.clear();
    finding.advice =
        "the container forbids it: start it with the capability PERFMON and a seccomp profile that allows it";
  }
  return finding;
}

}  // namespace trackmeet::machine
