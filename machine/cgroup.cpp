// SPDX-License-Identifier: Apache-2.0
#include "machine/cgroup.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "machine/system_file.hpp"

namespace trackmeet::machine {
namespace {

namespace fs = std::filesystem;

/// Where the quotas of one version of cgroups lie.
struct Hierarchy {
  std::string folder;  ///< below the root, such as `sys/fs/cgroup`
  fs::path own;        ///< our cgroup in it; in a container it may be a path of the host that is not there
  std::string file;    ///< that has the quota
  std::string none;    ///< what is written to it for no quota
};

/// `path` of a line of /proc/self/cgroup, unless it leads out of the hierarchy.
fs::path safe_path(std::string_view path) {
  const fs::path normal = fs::path(path).lexically_normal().relative_path();
  return std::ranges::find(normal, fs::path("..")) == normal.end() ? normal : fs::path();
}

/// Version 2 (the line `0::/path`), and the `cpu` controller of version 1 (`4:cpu,cpuacct:/path`), if there is one.
std::vector<Hierarchy> hierarchies(const fs::path& root) {
  Hierarchy unified{"sys/fs/cgroup", {}, "cpu.max", "max"};
  std::vector<Hierarchy> found;
  const std::string text = read_system_file(root, "proc/self/cgroup");
  for (const std::string_view line : lines_of(text)) {
    if (line.starts_with("0::/")) unified.own = safe_path(line.substr(4));
    const std::size_t colon = line.find(':');
    const std::size_t path = line.find(":/");
    if (colon == std::string_view::npos || path == std::string_view::npos || path <= colon) continue;
    const std::string controllers = "," + std::string(line.substr(colon + 1, path - colon - 1)) + ",";
    if (controllers.find(",cpu,") != std::string::npos)
      found.push_back({"sys/fs/cgroup/cpu", safe_path(line.substr(path + 1)), "cpu.cfs_quota_us", "-1"});
  }
  found.insert(found.begin(), std::move(unified));
  return found;
}

std::optional<double> cores_of(std::string_view quota, std::string_view period) {
  const auto allowed = number(quota);
  const auto of = number(period);
  if (!allowed || !of || *allowed == 0 || *of == 0) return std::nullopt;
  return static_cast<double>(*allowed) / static_cast<double>(*of);
}

/// The quota of one cgroup: in version 2 `150000 100000` is 1.5 cores and `max 100000` no limit; version 1 has a file
/// for each number, and no limit is -1.
std::optional<double> quota_in(const fs::path& root, const std::string& folder, const std::string& file) {
  const std::string text = read_system_file(root, folder + "/" + file);
  const auto words = words_of(text);
  if (words.size() == 2) return cores_of(words[0], words[1]);
  if (words.size() != 1) return std::nullopt;
  return cores_of(words[0], trimmed(read_system_line(root, folder + "/cpu.cfs_period_us")));
}

/// The command that writes `hierarchy.none` to the quota in `folder`.
std::string lifting(const Hierarchy& hierarchy, const std::string& folder) {
  const std::string path = "/" + folder + "/" + hierarchy.file;
  const auto fits = [](char c) { return c > ' ' && c < 0x7f && c != '\''; };
  return std::ranges::all_of(path, fits) ? "echo " + hierarchy.none + " | sudo tee '" + path + "'" : std::string();
}

void look_into(const fs::path& root, const Hierarchy& hierarchy, CpuQuota& result) {
  for (fs::path group = hierarchy.own;; group = group.parent_path()) {
    const std::string folder = group.empty() ? hierarchy.folder : hierarchy.folder + "/" + group.string();
    const auto cores = quota_in(root, folder, hierarchy.file);
    if (cores && *cores < result.cores.value_or(std::numeric_limits<double>::infinity())) {
      result.cores = cores;
      result.lift = lifting(hierarchy, folder);
    }
    const std::string stat = read_system_file(root, folder + "/cpu.stat");
    const auto throttled = number(value_of(stat, "nr_throttled", ' ').value_or(""));
    const auto periods = number(value_of(stat, "nr_periods", ' ').value_or(""));
    if (throttled && periods && *throttled > result.throttled) {
      result.throttled = *throttled;
      result.periods = *periods;
    }
    if (group.empty()) return;
  }
}

}  // namespace

CpuQuota cpu_quota(const fs::path& root) {
  CpuQuota result;
  for (const Hierarchy& hierarchy : hierarchies(root)) look_into(root, hierarchy, result);
  return result;
}

}  // namespace trackmeet::machine
