// SPDX-License-Identifier: Apache-2.0
#include "machine/cpu.hpp"

#include <gtest/gtest.h>

#include "machine/cgroup.hpp"
#include "machine/fixture.hpp"

namespace trackmeet::machine {
namespace {

class Cpu : public testing::Test, public MadeMachine {};

TEST_F(Cpu, is_named_as_each_architecture_tells_it) {
  struct Case {
    const char* cpuinfo;
    const char* want;
  };
  const Case cases[] = {
      {"processor\t: 0\nmodel name\t: AMD EPYC\n", "AMD EPYC"},
      {"processor\t: 0\nmodel name\t: ARMv7 Processor rev 4 (v7l)\nCPU implementer\t: 0x41\nCPU part\t: 0xd03\n",
       "ARM Cortex-A53"},
      {"CPU implementer\t: 0x99\nCPU part\t: 0x123\n", "ARM implementer 0x99 part 0x123"},
      {"processor\t: 0\ncpu\t\t: POWER9, altivec supported\n", "POWER9"},
      {"processor\t: 0\nuarch\t\t: sifive,u74-mc\n", "sifive,u74-mc"},
      {"system type\t: Loongson\nModel Name\t: Loongson-3A5000\n", "Loongson-3A5000"},
      {"cpu model\t: MIPS 74Kc V5.0\n", "MIPS 74Kc V5.0"},
      {"CPU part\t: 0xd03\n", "A board"},
      {"model name\t:\n", "A board"},
      {"", "A board"},
  };
  write("proc/device-tree/model", std::string_view("A board\0", 8));
  for (const Case& c : cases) {
    write("proc/cpuinfo", c.cpuinfo);
    EXPECT_EQ(cpu_model(root()), c.want) << c.cpuinfo;
  }
}

TEST_F(Cpu, has_the_caches_that_can_be_read) {
  struct Case {
    const char* size;
    const char* shared;
    std::uint64_t bytes;
    int sharing;
  };
  const Case cases[] = {{"48K\n", "0\n", 49152, 1},   {"2M\n", "0-3,8-11\n", 2097152, 8},
                        {"512\n", "0,4\n", 512, 2},   {"32K\n", "", 32768, 0},
                        {"32K\n", "3-1\n", 32768, 0}, {"32K\n", "0-99999999999\n", 32768, 0},
                        {"32K\n", "a,b\n", 32768, 0}};
  const std::string folder = "sys/devices/system/cpu/cpu0/cache/index0/";
  write(folder + "type", "Data\n");
  write(folder + "level", "1\n");
  for (const Case& c : cases) {
    write(folder + "size", c.size);
    write(folder + "shared_cpu_list", c.shared);
    const auto caches = cpu_caches(root());
    ASSERT_EQ(caches.size(), 1U);
    EXPECT_EQ(caches[0].bytes, c.bytes) << c.size;
    EXPECT_EQ(caches[0].sharing, c.sharing) << c.shared;
  }
  for (const char* size : {"", "K", "-1K", "99999999999999999999K", "9999999999G"}) {
    write(folder + "size", size);
    EXPECT_TRUE(cpu_caches(root()).empty()) << size;
  }
}

TEST_F(Cpu, may_use_the_cores_that_the_quota_leaves_rounded_up) {
  struct Case {
    const char* cpu_max;
    unsigned want;
  };
  const Case cases[] = {{"max 100000\n", 4},    {"50000 100000\n", 1}, {"150000 100000\n", 2}, {"200000 100000\n", 2},
                        {"800000 100000\n", 4}, {"1 100000\n", 1},     {"0 100000\n", 4},      {"100000 0\n", 4},
                        {"100000\n", 4},        {"-5 100000\n", 4},    {"nonsense\n", 4},      {"", 4}};
  write("proc/cpuinfo", "processor\t: 0\nprocessor\t: 1\nprocessor\t: 2\nprocessor\t: 3\n");
  for (const Case& c : cases) {
    write("sys/fs/cgroup/cpu.max", c.cpu_max);
    EXPECT_EQ(usable_cores(root()), c.want) << c.cpu_max;
  }
}

TEST_F(Cpu, quota_is_the_tightest_on_the_way_up) {
  write("proc/self/cgroup", "1:cpu:/old\n0::/a/b\n");
  write("sys/fs/cgroup/a/b/cpu.max", "300000 100000\n");
  write("sys/fs/cgroup/a/cpu.max", "200000 100000\n");
  write("sys/fs/cgroup/cpu.max", "400000 100000\n");
  EXPECT_EQ(cpu_quota(root()).cores, 2.0);
}

TEST_F(Cpu, quota_of_a_cgroup_that_is_not_there_is_that_of_the_root) {
  write("proc/self/cgroup", "0::/docker/0123\n");
  write("sys/fs/cgroup/cpu.max", "400000 100000\n");
  EXPECT_EQ(cpu_quota(root()).cores, 4.0);
}

TEST_F(Cpu, quota_is_not_looked_for_outside_the_cgroups) {
  write("proc/self/cgroup", "0::/../../etc\n");
  write("etc/cpu.max", "100000 100000\n");
  write("sys/cpu.max", "100000 100000\n");
  EXPECT_EQ(cpu_quota(root()).cores, std::nullopt);
}

TEST_F(Cpu, throttling_is_that_of_the_group_most_throttled) {
  write("proc/self/cgroup", "0::/a\n");
  write("sys/fs/cgroup/a/cpu.stat", "nr_periods 10\nnr_throttled 2\n");
  write("sys/fs/cgroup/cpu.stat", "nr_periods 100\nnr_throttled 7\n");
  EXPECT_EQ(cpu_quota(root()).throttled, 7U);
  EXPECT_EQ(cpu_quota(root()).periods, 100U);
}

}  // namespace
}  // namespace trackmeet::machine
