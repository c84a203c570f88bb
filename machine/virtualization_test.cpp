// SPDX-License-Identifier: Apache-2.0
#include "machine/virtualization.hpp"

#include <gtest/gtest.h>

#include <map>

#include "machine/fixture.hpp"

namespace trackmeet::machine {
namespace {

class IsVirtualized : public testing::Test, public MadeMachine {};

TEST_F(IsVirtualized, goes_by_flag_xen_device_tree_and_firmware) {
  const std::string product = "sys/class/dmi/id/product_name";
  const std::string vendor = "sys/class/dmi/id/sys_vendor";
  struct Case {
    const char* name;
    std::map<std::string, std::string> files;
    std::optional<bool> want;
  };
  const Case cases[] = {
      {"nothing_known", {}, std::nullopt},
      {"container_only", {{".dockerenv", ""}}, std::nullopt},
      {"flag", {{"proc/cpuinfo", "flags\t: fpu hypervisor lm\n"}}, true},
      {"no_flag", {{"proc/cpuinfo", "flags\t: fpu lm\n"}}, false},
      {"part_of_another_flag", {{"proc/cpuinfo", "flags\t: nohypervisor2\n"}}, false},
      {"hidden_flag", {{"proc/cpuinfo", "flags\t: fpu\n"}, {product, "KVM\n"}}, true},
      {"xen", {{"sys/hypervisor/type", "xen\n"}}, true},
      {"arm_kvm", {{"proc/device-tree/hypervisor/compatible", "linux,kvm"}}, true},
      {"vmware", {{product, "VMware7,1\n"}, {vendor, "VMware, Inc.\n"}}, true},
      {"hyper_v", {{product, "Virtual Machine\n"}, {vendor, "Microsoft Corporation\n"}}, true},
      {"google", {{product, "Google Compute Engine\n"}}, true},
      {"amazon", {{product, "c7g.large\n"}, {vendor, "Amazon EC2\n"}}, true},
      {"amazon_bare_metal", {{product, "c7g.metal\n"}, {vendor, "Amazon EC2\n"}}, false},
      {"server", {{product, "PowerEdge R6525\n"}, {vendor, "Dell Inc.\n"}}, false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    for (const auto& [path, text] : c.files) write(path, text);
    EXPECT_EQ(is_virtualized(root()), c.want);
    for (const auto& file : c.files) std::filesystem::remove(root() / file.first);
  }
}

}  // namespace
}  // namespace trackmeet::machine
