// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "machine/cgroup.hpp"
#include "machine/checks.hpp"
#include "machine/system_file.hpp"
#include "machine/virtualization.hpp"

namespace trackmeet::machine {
namespace {

namespace fs = std::filesystem;

/// `1.4 of 2 cores`, or `50 % of the cores` where their number is not known.
std::string cores_of(double share, unsigned cores) {
  if (cores == 0) return fmt::format("{:.0f} % of the cores", 100 * share);
  return fmt::format("{:.1f} of {} core{}", share * cores, cores, cores == 1 ? "" : "s");
}

}  // namespace

Finding check_smt(const fs::path& root) {
  const std::string active = read_system_line(root, "sys/devices/system/cpu/smt/active");
  if (active == "1")
    return {Check::smt, FindingState::note,
            "SMT is on: what runs on the sibling of the benchmark's core takes part of its speed",
            "echo off | sudo tee /sys/devices/system/cpu/smt/control", ""};
  if (active == "0" && is_virtualized(root).value_or(false))
    return {Check::smt, FindingState::unknown, "no SMT siblings are visible", "",
            "the hypervisor may hide them: two of its cores can be one of the hardware"};
  if (active == "0") return {Check::smt, FindingState::good, "no two logical cores share one", "", ""};
  return {Check::smt, FindingState::unknown, "whether logical cores share one is not visible", "", ""};
}

Finding check_cores(unsigned usable, unsigned listed) {
  if (usable == 0) return {Check::cores, FindingState::unknown, "the number of cores is not visible", "", ""};
  if (usable > 1) return {Check::cores, FindingState::good, fmt::format("{} cores may be used", usable), "", ""};
  return {Check::cores, FindingState::bad, "there is one core only: the benchmark shares it with everything else", "",
          listed > 1
              ? fmt::format("the machine has {}: lift the affinity (taskset) or the quota that leaves one", listed)
              : "give the virtual machine a second one"};
}

/// The busy share between two looks at /proc/stat while we sleep. Not the load average and not the pressure averages:
/// they remember the build that went before for a minute or ten seconds, and the pressure files are quiet while one
/// foreign program keeps one of two cores busy, because nobody has to wait for it.
Finding check_load(const std::optional<CpuTimes>& before, const std::optional<CpuTimes>& after, unsigned cores) {
  constexpr double worth_telling = 0.10;
  constexpr double spoils = 0.40;  // one spinning program on two cores is 0.5, less the ticks that are rounded away
  const auto share = before && after ? busy_share(*before, *after) : std::nullopt;
  if (!share) return {Check::load, FindingState::unknown, "how busy the machine is could not be seen", "", ""};
  const std::string seen = fmt::format("other programs keep {} busy", cores_of(*share, cores));
  if (*share < worth_telling) return {Check::load, FindingState::good, seen, "", ""};
  return {Check::load, *share >= spoils ? FindingState::bad : FindingState::note,
          seen + ": they compete with the suite", "top -b -n 1 -o %CPU | head -n 12",
          "stop what it shows, or wait until it is done"};
}

/// Of the steal time only the mean since boot is known: an idle machine, as ours in the pause, is stolen nothing.
Finding check_virtualization(const fs::path& root, const std::optional<CpuTimes>& times) {
  constexpr double serious = 0.01;
  const double stolen = times ? stolen_share(*times) : 0;
  const std::optional<bool> is_virtual = is_virtualized(root);
  if (stolen > serious)
    return {Check::virtualization, FindingState::bad,
            fmt::format("the hypervisor withheld {:.1f} % of the CPU time that was wanted since boot", 100 * stolen),
            "", "measure on a dedicated machine, or compare two builds in one session"};
  if (is_virtual.value_or(false))
    return {Check::virtualization, FindingState::note,
            "this is a virtual machine: others share its cores, and its speed changes from hour to hour" +
                (times ? fmt::format(" (of the CPU time wanted since boot {:.1f} % was withheld)", 100 * stolen) : ""),
            "", "compare two builds in one session rather than with a stored baseline"};
  if (!is_virtual)
    return {Check::virtualization, FindingState::unknown, "whether this is a virtual machine is not visible", "", ""};
  return {Check::virtualization, FindingState::good, "no hypervisor shares the cores out", "", ""};
}

Finding check_cpu_quota(const fs::path& root, unsigned cores) {
  const CpuQuota quota = cpu_quota(root);
  if (!quota.cores) return {Check::cpu_quota, FindingState::good, "no CPU quota is set", "", ""};
  constexpr const char* advice =
      "or lift it where it was set: `docker update --cpus=0 CONTAINER`, CPUQuota= of a systemd unit, the limits of a "
      "pod";
  if (quota.throttled > 0)
    return {Check::cpu_quota, FindingState::bad,
            fmt::format("a CPU quota has stopped this cgroup in {} of {} periods", quota.throttled, quota.periods),
            quota.lift, advice};
  if (cores > 0 && *quota.cores >= cores)
    return {Check::cpu_quota, FindingState::good, "the CPU quota is as large as the machine", "", ""};
  const std::string all = cores > 0 ? fmt::format(" of {}", cores) : "";
  return {Check::cpu_quota, FindingState::note,
          fmt::format("a CPU quota allows {:.2g}{} cores: what needs more is stopped for a while", *quota.cores, all),
          quota.lift, advice};
}

}  // namespace trackmeet::machine
