// SPDX-License-Identifier: Apache-2.0
#include "machine/machine.hpp"

#ifdef __APPLE__
#include <sys/sysctl.h>
#endif

#include "machine/ci.hpp"
#include "machine/cpu.hpp"
#include "machine/operating_system.hpp"
#include "machine/system_file.hpp"
#include "machine/virtualization.hpp"

namespace trackmeet::machine {
namespace {

/// `MemTotal:       16384 kB`
std::uint64_t memory_bytes(const std::filesystem::path& root) {
#ifdef __APPLE__
  std::uint64_t bytes = 0;
  std::size_t size = sizeof bytes;
  if (is_real_root(root) && ::sysctlbyname("hw.memsize", &bytes, &size, nullptr, 0) == 0) return bytes;
#endif
  const std::string meminfo = read_system_file(root, "proc/meminfo");
  const auto words = words_of(value_of(meminfo, "MemTotal", ':').value_or(""));
  if (words.size() != 2 || words[1] != "kB") return 0;
  const std::uint64_t kilobytes = number(words[0]).value_or(0);
  constexpr std::uint64_t most = std::uint64_t{1} << 50U;
  return kilobytes < most ? kilobytes * 1024 : 0;
}

}  // namespace

Machine describe_machine(const std::filesystem::path& root) {
  const OperatingSystem system = operating_system(root);
  const Ci ci = find_ci();
  Machine machine;
  machine.os = system.name;
  machine.os_id = system.id;
  machine.kernel = system.kernel;
  machine.architecture = system.architecture;
  machine.cpu = cpu_model(root);
  machine.cores = usable_cores(root);
  machine.memory_bytes = memory_bytes(root);
  machine.caches = cpu_caches(root);
  machine.governor = read_system_line(root, "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  machine.virtualized = is_virtualized(root);
  machine.ci_provider = ci.provider;
  machine.ci_run_id = ci.run_id;
  return machine;
}

}  // namespace trackmeet::machine
