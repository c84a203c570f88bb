// SPDX-License-Identifier: Apache-2.0
#include "machine/cpu.hpp"

#include <fmt/format.h>
#ifdef __linux__
#include <sched.h>
#endif
#ifdef __APPLE__
#include <sys/sysctl.h>
#endif

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <thread>

#include "machine/cgroup.hpp"
#include "machine/system_file.hpp"

namespace trackmeet::machine {
namespace {

namespace fs = std::filesystem;

struct ArmCore {
  std::string_view implementer;
  std::string_view part;
  std::string_view name;
};

/// From the tables of util-linux (sys-utils/lscpu-arm.c), those that servers, boards and laptops have.
constexpr std::array<ArmCore, 34> arm_cores = {{
    {"0x41", "0xc07", "ARM Cortex-A7"},     {"0x41", "0xc09", "ARM Cortex-A9"},
    {"0x41", "0xc0f", "ARM Cortex-A15"},    {"0x41", "0xd03", "ARM Cortex-A53"},
    {"0x41", "0xd04", "ARM Cortex-A35"},    {"0x41", "0xd05", "ARM Cortex-A55"},
    {"0x41", "0xd07", "ARM Cortex-A57"},    {"0x41", "0xd08", "ARM Cortex-A72"},
    {"0x41", "0xd09", "ARM Cortex-A73"},    {"0x41", "0xd0a", "ARM Cortex-A75"},
    {"0x41", "0xd0b", "ARM Cortex-A76"},    {"0x41", "0xd0c", "ARM Neoverse-N1"},
    {"0x41", "0xd0d", "ARM Cortex-A77"},    {"0x41", "0xd40", "ARM Neoverse-V1"},
    {"0x41", "0xd41", "ARM Cortex-A78"},    {"0x41", "0xd44", "ARM Cortex-X1"},
    {"0x41", "0xd46", "ARM Cortex-A510"},   {"0x41", "0xd47", "ARM Cortex-A710"},
    {"0x41", "0xd48", "ARM Cortex-X2"},     {"0x41", "0xd49", "ARM Neoverse-N2"},
    {"0x41", "0xd4a", "ARM Neoverse-E1"},   {"0x41", "0xd4d", "ARM Cortex-A715"},
    {"0x41", "0xd4e", "ARM Cortex-X3"},     {"0x41", "0xd4f", "ARM Neoverse-V2"},
    {"0x41", "0xd84", "ARM Neoverse-V3"},   {"0x41", "0xd8e", "ARM Neoverse-N3"},
    {"0x43", "0x0af", "Cavium ThunderX2"},  {"0x46", "0x001", "Fujitsu A64FX"},
    {"0x48", "0xd01", "HiSilicon TSV110"},  {"0x51", "0xc00", "Qualcomm Falkor"},
    {"0x61", "0x022", "Apple Icestorm-M1"}, {"0x61", "0x023", "Apple Firestorm-M1"},
    {"0xc0", "0xac3", "Ampere-1"},          {"0xc0", "0xac4", "Ampere-1a"},
}};

std::string arm_core_name(std::string_view implementer, std::string_view part) {
  for (const ArmCore& core : arm_cores) {
    if (core.implementer == implementer && core.part == part) return std::string(core.name);
  }
  return fmt::format("ARM implementer {} part {}", presentable(implementer), presentable(part));
}

/// All kinds of core in an ARM machine, each once. In the order of their names: cores come up in any order.
std::string arm_model(std::string_view cpuinfo) {
  std::set<std::string> names;
  std::string_view implementer;
  for (const std::string_view line : lines_of(cpuinfo)) {
    if (const auto value = value_of(line, "CPU implementer", ':')) implementer = *value;
    const auto part = value_of(line, "CPU part", ':');
    if (part && !implementer.empty()) names.insert(arm_core_name(implementer, *part));
  }
  std::string model;
  for (const std::string& name : names) model += (model.empty() ? "" : " + ") + name;
  return model;
}

/// `0-3,8` has five members.
int members_of_list(std::string_view list) {
  std::uint64_t members = 0;
  constexpr std::uint64_t most = 1U << 20U;
  while (!list.empty()) {
    const std::size_t end = list.find(',');
    const std::string_view range = list.substr(0, end);
    const std::size_t dash = range.find('-');
    const auto first = number(range.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : number(range.substr(dash + 1));
    if (!first || !last || *last < *first || *last > most) return 0;
    members += *last - *first + 1;
    if (members > most) return 0;
    list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
  }
  return static_cast<int>(members);
}

/// `48K`, `2M`, `512`; 0 if it is none of them.
std::uint64_t parse_cache_size(std::string_view text) {
  std::uint64_t unit = 1;
  if (text.ends_with('K')) unit = 1024;
  if (text.ends_with('M')) unit = std::uint64_t{1} << 20U;
  if (text.ends_with('G')) unit = std::uint64_t{1} << 30U;
  if (unit > 1) text.remove_suffix(1);
  const std::uint64_t size = number(text).value_or(0);
  return size < (std::uint64_t{1} << 30U) ? size * unit : 0;
}

#ifdef __linux__
unsigned bound_cores() {
  for (int size = 1024; size <= (1 << 20); size *= 4) {
    cpu_set_t* set = CPU_ALLOC(size);
    if (set == nullptr) break;
    const std::size_t bytes = CPU_ALLOC_SIZE(size);
    const bool known = ::sched_getaffinity(0, bytes, set) == 0;
    const int count = known ? CPU_COUNT_S(bytes, set) : 0;
    CPU_FREE(set);
    if (known) return static_cast<unsigned>(count);
  }
  return std::thread::hardware_concurrency();
}
#else
unsigned bound_cores() { return std::thread::hardware_concurrency(); }
#endif

}  // namespace

std::string cpu_model(const fs::path& root) {
#ifdef __APPLE__
  std::array<char, 256> brand{};
  std::size_t size = brand.size() - 1;
  if (is_real_root(root) && ::sysctlbyname("machdep.cpu.brand_string", brand.data(), &size, nullptr, 0) == 0)
    return presentable(brand.data());
#endif
  const std::string cpuinfo = read_system_file(root, "proc/cpuinfo");
  // First of all ARM: its 32-bit kernels have a `model name` too, `ARMv7 Processor rev 4 (v7l)`, which tells no model.
  if (const std::string arm = arm_model(cpuinfo); !arm.empty()) return presentable(arm);
  for (const char* key : {"model name", "Model Name", "cpu model", "uarch"}) {
    if (const auto model = value_of(cpuinfo, key, ':'); model && !model->empty()) return presentable(*model);
  }
  // POWER: `cpu : POWER9, altivec supported`.
  if (const auto power = value_of(cpuinfo, "cpu", ':'); power && !power->empty())
    return presentable(power->substr(0, power->find(',')));
  return read_system_line(root, "proc/device-tree/model");
}

unsigned listed_cores(const fs::path& root) {
  unsigned listed = 0;
  const std::string cpuinfo = read_system_file(root, "proc/cpuinfo");
  for (const std::string_view line : lines_of(cpuinfo)) {
    if (value_of(line, "processor", ':')) ++listed;
  }
  return listed;
}

unsigned usable_cores(const fs::path& root) {
  const unsigned cores = is_real_root(root) ? bound_cores() : listed_cores(root);
  const auto quota = cpu_quota(root).cores;
  if (!quota || !(std::ceil(*quota) < cores)) return cores;
  return std::max(1U, static_cast<unsigned>(std::ceil(*quota)));
}

std::vector<CacheInfo> cpu_caches(const fs::path& root) {
  std::vector<CacheInfo> caches;
  constexpr int most_caches = 16;
  for (int index = 0; index < most_caches; ++index) {
    const std::string folder = fmt::format("sys/devices/system/cpu/cpu0/cache/index{}/", index);
    CacheInfo cache;
    cache.type = read_system_line(root, folder + "type");
    const auto level = number(read_system_line(root, folder + "level"));
    cache.bytes = parse_cache_size(read_system_line(root, folder + "size"));
    if (cache.type.empty() || !level || *level == 0 || *level > most_caches || cache.bytes == 0) continue;
    cache.level = static_cast<int>(*level);
    cache.sharing = members_of_list(trimmed(read_system_file(root, folder + "shared_cpu_list")));
    caches.push_back(cache);
  }
  return caches;
}

}  // namespace trackmeet::machine
