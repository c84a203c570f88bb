// SPDX-License-Identifier: Apache-2.0
#include "machine/cgroup.hpp"

#include <algorithm>
#include <string>

#include "machine/system_file.hpp"

namespace trackmeet::machine {
namespace {

namespace fs = std::filesystem;

/// Our cgroup as /proc tells it (the line `0::/path`). In a container it may be a path of the host that is not there.
fs::path own_cgroup(const fs::path& root) {
  const std::string text = read_system_file(root, "proc/self/cgroup");
  for (std::string_view line : lines_of(text)) {
    if (!line.starts_with("0::/")) continue;
    const fs::path path = fs::path(line.substr(4)).lexically_normal();
    if (std::ranges::find(path, fs::path("..")) == path.end()) return path;
  }
  return {};
}

/// `150000 100000` is 1.5 cores; `max 100000` is no limit.
std::optional<double> parse_cpu_max(std::string_view text) {
  const auto words = words_of(text);
  if (words.size() != 2) return std::nullopt;
  const auto quota = number(words[0]);
  const auto period = number(words[1]);
  if (!quota || !period || *quota == 0 || *period == 0) return std::nullopt;
  return static_cast<double>(*quota) / static_cast<double>(*period);
}

}  // namespace

CpuQuota cpu_quota(const fs::path& root) {
  CpuQuota result;
  for (fs::path group = own_cgroup(root);; group = group.parent_path()) {
    const std::string folder = ("sys/fs/cgroup" / group).string();
    const auto cores = parse_cpu_max(read_system_file(root, folder + "/cpu.max"));
    if (cores) result.cores = std::min(result.cores.value_or(*cores), *cores);
    const std::string stat = read_system_file(root, folder + "/cpu.stat");
    const auto throttled = number(value_of(stat, "nr_throttled", ' ').value_or(""));
    const auto periods = number(value_of(stat, "nr_periods", ' ').value_or(""));
    if (throttled && periods && *throttled > result.throttled) {
      result.throttled = *throttled;
      result.periods = *periods;
    }
    if (group.empty()) return result;
  }
}

}  // namespace trackmeet::machine
