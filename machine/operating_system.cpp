// SPDX-License-Identifier: Apache-2.0
#include "machine/operating_system.hpp"

#include <sys/utsname.h>

#include "machine/system_file.hpp"

namespace trackmeet::machine {
namespace {

namespace fs = std::filesystem;

/// A value of os-release(5) without its shell quotes and escapes; empty if the key is missing.
std::string release_value(std::string_view text, std::string_view key) {
  std::string_view raw = value_of(text, key, '=').value_or("");
  const bool quoted = raw.size() >= 2 && (raw.front() == '"' || raw.front() == '\'') && raw.back() == raw.front();
  if (quoted) raw = raw.substr(1, raw.size() - 2);
  std::string value;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\\' && i + 1 < raw.size()) ++i;
    value += raw[i];
  }
  return presentable(value);
}

std::string joined(const std::string& left, std::string_view between, const std::string& right) {
  if (left.empty() || right.empty()) return left;
  return left + std::string(between) + right;
}

}  // namespace

OperatingSystem operating_system(const fs::path& root) {
  OperatingSystem system;
  utsname names{};
  const bool known = is_real_root(root) && ::uname(&names) == 0;
  system.kernel = known ? presentable(names.release) : read_system_line(root, "proc/sys/kernel/osrelease");
  system.architecture = known ? presentable(names.machine) : read_system_line(root, "proc/sys/kernel/arch");

  std::string release = read_system_file(root, "etc/os-release");
  if (release.empty()) release = read_system_file(root, "usr/lib/os-release");
  const std::string version = release_value(release, "VERSION_ID");
  const std::string major = version.substr(0, version.find('.'));
  system.id = joined(release_value(release, "ID"), "-", major);
  system.name = joined(release_value(release, "NAME"), " ", major);
  if (system.name.empty()) system.name = release_value(release, "PRETTY_NAME");
  if (!system.name.empty() || !known) return system;

  // No os-release: the kernel's own name, and for macOS (whose kernel's major version follows the system's) that
  // version.
  const std::string kernel_major = system.kernel.substr(0, system.kernel.find('.'));
  const std::string kernel_name = presentable(names.sysname);
  system.name = kernel_name == "Darwin" ? joined(kernel_name, " ", kernel_major) : kernel_name;
  if (system.id.empty()) system.id = kernel_name == "Darwin" ? joined(kernel_name, "-", kernel_major) : kernel_name;
  return system;
}

}  // namespace trackmeet::machine
