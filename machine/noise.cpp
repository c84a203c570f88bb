// SPDX-License-Identifier: Apache-2.0
#include "machine/noise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>
#include <system_error>
#include <thread>

#include "machine/cgroup.hpp"
#include "machine/cpu.hpp"
#include "machine/cpu_times.hpp"
#include "machine/system_file.hpp"
#include "machine/virtualization.hpp"

namespace trackmeet::machine {
namespace {

namespace fs = std::filesystem;
using Warning = std::optional<NoiseWarning>;

Warning debug_build(std::string_view build_type) {
  if (build_type != "Debug" && build_type != "debug" && build_type != "DEBUG" && build_type != "Unoptimised") return {};
  return NoiseWarning{
      NoiseSource::debug_build,
      fmt::format("the suite was built as '{}': its timings say nothing about optimised code", build_type),
      "build it with -DCMAKE_BUILD_TYPE=Release", true};
}

Warning frequency_scaling(const fs::path& root) {
  const std::string governor = read_system_line(root, "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  if (governor.empty() || governor == "performance") return {};
  return NoiseWarning{NoiseSource::frequency_scaling,
                      fmt::format("the frequency governor is '{}': the clock rate follows the load", governor),
                      "sudo cpupower frequency-set --governor performance"};
}

Warning turbo(const fs::path& root) {
  constexpr std::string_view message = "turbo is on: the clock rate depends on heat and on what the other cores do";
  if (read_system_line(root, "sys/devices/system/cpu/intel_pstate/no_turbo") == "0")
    return NoiseWarning{NoiseSource::turbo, std::string(message),
                        "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo"};
  if (read_system_line(root, "sys/devices/system/cpu/cpufreq/boost") == "1")
    return NoiseWarning{NoiseSource::turbo, std::string(message),
                        "echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost"};
  return {};
}

/// The busy share between two looks at /proc/stat while we sleep. Not the load average and not the pressure averages:
/// they remember the build that went before for a minute or ten seconds, and the pressure files are quiet while one
/// foreign program keeps one of two cores busy, because nobody has to wait for it.
Warning load(const std::optional<CpuTimes>& before, const std::optional<CpuTimes>& after, unsigned cores) {
  constexpr double worth_telling = 0.10;
  constexpr double spoils =
      0.40;  // one spinning program on two cores is 0.5, less the ticks that the kernel rounds away
  const auto share = before && after ? busy_share(*before, *after) : std::nullopt;
  if (!share || *share < worth_telling) return {};
  const std::string seen = cores == 0
                               ? fmt::format("{:.0f} % of the cores", 100 * *share)
                               : fmt::format("{:.1f} of {} core{}", *share * cores, cores, cores == 1 ? "" : "s");
  return NoiseWarning{NoiseSource::load, fmt::format("other programs keep {} busy: they compete with the suite", seen),
                      "stop them (`top` shows which), or wait until they are done", *share >= spoils};
}

/// Of the steal time only the mean since boot is known: an idle machine, as ours in the pause, is stolen nothing.
Warning virtualization(const fs::path& root, const std::optional<CpuTimes>& times) {
  constexpr double serious = 0.01;
  const double stolen = times ? stolen_share(*times) : 0;
  if (stolen > serious)
    return NoiseWarning{
        NoiseSource::virtualization,
        fmt::format("the hypervisor withheld {:.1f} % of the CPU time that was wanted since boot", 100 * stolen),
        "measure on a dedicated machine, or compare two builds in one session", true};
  if (!is_virtualized(root).value_or(false)) return {};
  return NoiseWarning{NoiseSource::virtualization,
                      "this is a virtual machine: others share its cores, and its speed changes from hour to hour",
                      "compare two builds in one session rather than with a stored baseline"};
}

/// A supply of the system itself: `scope` is `Device` for a mouse's battery.
bool is_discharging(const fs::path& root, const fs::path& supply) {
  const std::string folder = ("sys/class/power_supply" / supply.filename()).string();
  return read_system_line(root, folder + "/status") == "Discharging" &&
         read_system_line(root, folder + "/scope") != "Device";
}

Warning battery(const fs::path& root) {
  std::error_code error;
  fs::directory_iterator supply(root / "sys/class/power_supply", error);
  for (; !error && supply != fs::directory_iterator(); supply.increment(error)) {
    if (is_discharging(root, supply->path()))
      return NoiseWarning{NoiseSource::battery, "the machine runs on battery: it saves power at the cost of speed",
                          "connect it to the mains", true};
  }
  return {};
}

Warning quota(const fs::path& root, unsigned cores) {
  const CpuQuota quota = cpu_quota(root);
  if (quota.throttled > 0)
    return NoiseWarning{
        NoiseSource::cpu_quota,
        fmt::format("a CPU quota has stopped this cgroup in {} of {} periods", quota.throttled, quota.periods),
        "lift the quota of the container or the service (cpu.max)", true};
  if (!quota.cores || (cores > 0 && *quota.cores >= cores)) return {};
  const std::string all = cores > 0 ? fmt::format(" of {}", cores) : "";
  return NoiseWarning{
      NoiseSource::cpu_quota,
      fmt::format("a CPU quota allows {:.2g}{} cores: what needs more is stopped for a while", *quota.cores, all),
      "lift the quota of the container or the service (cpu.max)"};
}

}  // namespace

std::vector<NoiseWarning> find_noise(const std::string& build_type, const fs::path& root) {
  // 20 ticks a core at the usual 100 Hz: enough to tell a busy core from an idle one.
  return find_noise(build_type, root, [&] {
    if (is_real_root(root)) std::this_thread::sleep_for(std::chrono::milliseconds(200));
  });
}

std::vector<NoiseWarning> find_noise(const std::string& build_type, const fs::path& root,
                                     const std::function<void()>& pause) {
  const std::optional<CpuTimes> before = read_cpu_times(root);
  pause();
  const std::optional<CpuTimes> after = read_cpu_times(root);
  const unsigned cores = listed_cores(root);
  std::vector<NoiseWarning> found;
  for (Warning& warning :
       std::vector<Warning>{debug_build(build_type), frequency_scaling(root), turbo(root), load(before, after, cores),
                            virtualization(root, after), battery(root), quota(root, cores)}) {
    if (warning) found.push_back(std::move(*warning));
  }
  return found;
}

}  // namespace trackmeet::machine
