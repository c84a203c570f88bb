// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <system_error>

#include "machine/checks.hpp"
#include "machine/system_file.hpp"

namespace trackmeet::machine {
namespace {

namespace fs = std::filesystem;

constexpr const char* cpus = "sys/devices/system/cpu";

/// The governors of all cores, each once, by name.
std::set<std::string> governors(const fs::path& root) {
  std::set<std::string> found;
  for (unsigned core = 0;; ++core) {
    const std::string folder = fmt::format("{}/cpu{}", cpus, core);
    std::error_code ignored;
    if (!fs::exists(root / folder, ignored)) return found;
    const std::string governor = read_system_line(root, folder + "/cpufreq/scaling_governor");
    if (!governor.empty()) found.insert(governor);
  }
}

bool is_word_of(const std::string& text, std::string_view word) { return std::ranges::count(words_of(text), word) > 0; }

/// A supply of the system itself: `scope` is `Device` for a mouse's battery.
bool is_discharging(const fs::path& root, const fs::path& supply) {
  const std::string folder = ("sys/class/power_supply" / supply.filename()).string();
  return read_system_line(root, folder + "/status") == "Discharging" &&
         read_system_line(root, folder + "/scope") != "Device";
}

}  // namespace

Finding check_governor(const fs::path& root) {
  std::set<std::string> found = governors(root);
  if (found.empty())
    return {Check::governor, FindingState::unknown, "no frequency governor is visible", "",
            "on a virtual machine the hypervisor sets the clock rate, and nothing can be done about it from inside"};
  found.erase("performance");
  if (found.empty()) return {Check::governor, FindingState::good, "the frequency governor is 'performance'", "", ""};
  Finding finding{Check::governor, FindingState::note,
                  fmt::format("the frequency governor is '{}': the clock rate follows the load", *found.begin()),
                  "echo performance | sudo tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor", ""};
  const std::string available = read_system_line(root, std::string(cpus) + "/cpu0/cpufreq/scaling_available_governors");
  if (!available.empty() && !is_word_of(available, "performance")) {
    finding.command.clear();
    finding.advice = "this kernel knows no other that keeps the clock rate up: it has " + available;
  }
  return finding;
}

Finding check_turbo(const fs::path& root) {
  constexpr const char* message = "turbo is on: the clock rate depends on heat and on what the other cores do";
  const std::string no_turbo = read_system_line(root, std::string(cpus) + "/intel_pstate/no_turbo");
  const std::string boost = read_system_line(root, std::string(cpus) + "/cpufreq/boost");
  if (no_turbo == "0")
    return {Check::turbo, FindingState::note, message,
            "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo", ""};
  if (boost == "1")
    return {Check::turbo, FindingState::note, message, "echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost", ""};
  if (no_turbo == "1" || boost == "0") return {Check::turbo, FindingState::good, "turbo is off", "", ""};
  return {Check::turbo, FindingState::unknown, "no switch for turbo is visible", "",
          "there is none in a virtual machine; on hardware it may be in the firmware's setup"};
}

Finding check_battery(const fs::path& root) {
  std::error_code error;
  fs::directory_iterator supply(root / "sys/class/power_supply", error);
  for (; !error && supply != fs::directory_iterator(); supply.increment(error)) {
    if (is_discharging(root, supply->path()))
      return {Check::battery, FindingState::bad, "the machine runs on battery: it saves power at the cost of speed", "",
              "connect it to the mains"};
  }
  return {Check::battery, FindingState::good, "the machine does not run on battery", "", ""};
}

Finding check_timer(const fs::path& root) {
  constexpr const char* folder = "sys/devices/system/clocksource/clocksource0";
  const std::string source = read_system_line(root, std::string(folder) + "/current_clocksource");
  if (source.empty()) return {Check::timer, FindingState::unknown, "the clock source is not visible", "", ""};
  // Those that the C library reads without a system call: arch/*/include/asm/vdso/clocksource.h of Linux.
  constexpr std::array<std::string_view, 5> fast = {"tsc", "kvm-clock", "hyperv_clocksource_tsc_page",
                                                    "arch_sys_counter", "timebase"};
  constexpr std::array<std::string_view, 5> slow = {"hpet", "acpi_pm", "xen", "jiffies", "refined-jiffies"};
  if (std::ranges::count(fast, source) > 0)
    return {Check::timer, FindingState::good, fmt::format("the clock source is '{}'", source), "", ""};
  if (std::ranges::count(slow, source) == 0)
    return {Check::timer, FindingState::unknown,
            fmt::format("the clock source is '{}', of which Trackmeet does not know whether it is fast", source), "",
            ""};
  Finding finding{Check::timer, FindingState::note,
                  fmt::format("the clock source is '{}': reading the time is slow or coarse", source), "",
                  "the kernel offers no other: it found the processor's own counter unreliable"};
  if (is_word_of(read_system_line(root, std::string(folder) + "/available_clocksource"), "tsc")) {
    finding.command = "echo tsc | sudo tee /sys/devices/system/clocksource/clocksource0/current_clocksource";
    finding.advice.clear();
  }
  return finding;
}

}  // namespace trackmeet::machine
