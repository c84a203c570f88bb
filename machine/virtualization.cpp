// SPDX-License-Identifier: Apache-2.0
#include "machine/virtualization.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "machine/system_file.hpp"

namespace trackmeet::machine {
namespace {

namespace fs = std::filesystem;

/// What hypervisors call their machines in DMI, as systemd-detect-virt knows them.
constexpr std::array<std::string_view, 14> hypervisor_names = {"KVM",
                                                               "QEMU",
                                                               "VMware",
                                                               "VirtualBox",
                                                               "innotek GmbH",
                                                               "Xen",
                                                               "Bochs",
                                                               "Parallels",
                                                               "BHYVE",
                                                               "OpenStack",
                                                               "HVM domU",
                                                               "Google Compute Engine",
                                                               "Virtual Machine",
                                                               "Apple Virtualization"};

bool names_hypervisor(std::string_view text) {
  return std::ranges::any_of(hypervisor_names, [&](std::string_view name) { return text.find(name) != text.npos; });
}

}  // namespace

std::optional<bool> is_virtualized(const fs::path& root) {
  const std::string cpuinfo = read_system_file(root, "proc/cpuinfo");
  const auto flags = value_of(cpuinfo, "flags", ':');
  if (flags && std::ranges::count(words_of(*flags), "hypervisor") > 0) return true;
  if (!read_system_line(root, "sys/hypervisor/type").empty()) return true;
  if (!read_system_file(root, "proc/device-tree/hypervisor/compatible").empty()) return true;

  const std::string product = read_system_line(root, "sys/class/dmi/id/product_name");
  const std::string vendor = read_system_line(root, "sys/class/dmi/id/sys_vendor");
  if (names_hypervisor(product) || names_hypervisor(vendor)) return true;
  if (vendor == "Amazon EC2") return !product.ends_with(".metal");
  if (flags || !product.empty()) return false;
  return std::nullopt;
}

}  // namespace trackmeet::machine
