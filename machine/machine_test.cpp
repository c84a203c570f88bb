// SPDX-License-Identifier: Apache-2.0
#include "machine/machine.hpp"

#include <gtest/gtest.h>
#include <sys/utsname.h>

#include <algorithm>
#include <thread>

#include "machine/fixture.hpp"

namespace trackmeet::machine {
namespace {

struct Case {
  const char* fixture;
  const char* os;
  const char* architecture;
  const char* cpu;
  unsigned cores;
  const char* governor;
  std::optional<bool> virtualized;
  const char* machine_class;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.fixture; }

class DescribeMachine : public testing::TestWithParam<Case> {};

TEST_P(DescribeMachine, reads_what_a_machine_of_this_kind_tells) {
  const Case& c = GetParam();
  const Machine machine = describe_machine(fixture(c.fixture));
  EXPECT_EQ(machine.os, c.os);
  EXPECT_EQ(machine.architecture, c.architecture);
  EXPECT_EQ(machine.cpu, c.cpu);
  EXPECT_EQ(machine.cores, c.cores);
  EXPECT_EQ(machine.governor, c.governor);
  EXPECT_EQ(machine.virtualized, c.virtualized);
  EXPECT_EQ(machine_class(machine), c.machine_class);
  EXPECT_FALSE(machine.kernel.empty());
  EXPECT_GT(machine.memory_bytes, std::uint64_t{3} << 30U);
}

INSTANTIATE_TEST_SUITE_P(
    Fixtures, DescribeMachine,
    testing::Values(Case{"ci_runner_xeon", "Ubuntu 22", "x86_64", "Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz", 4,
                         "", true, "x86_64-intel-xeon-platinum-8370c-4c-ubuntu-22"},
                    Case{"small_vm_epyc_stolen", "Debian GNU/Linux 12", "x86_64", "AMD EPYC", 2, "", true,
                         "x86_64-amd-epyc-2c-debian-12"},
                    Case{"laptop_on_battery", "Fedora Linux 39", "x86_64",
                         "11th Gen Intel(R) Core(TM) i7-1185G7 @ 3.00GHz", 8, "powersave", false,
                         "x86_64-11th-gen-intel-core-i7-1185g7-8c-fedora-39"},
                    Case{"quiet_workstation", "Arch Linux", "x86_64", "AMD Ryzen 9 5950X 16-Core Processor", 32,
                         "performance", false, "x86_64-amd-ryzen-9-5950x-32c-arch"},
                    Case{"raspberry_pi", "Debian GNU/Linux 12", "aarch64", "ARM Cortex-A72", 4, "ondemand",
                         std::nullopt, "aarch64-arm-cortex-a72-4c-debian-12"},
                    Case{"board_big_little", "Ubuntu 22", "aarch64", "ARM Cortex-A55 + ARM Cortex-A76", 8, "schedutil",
                         std::nullopt, "aarch64-arm-cortex-a55-arm-cortex-a76-8c-ubuntu-22"},
                    Case{"cloud_arm", "Amazon Linux 2023", "aarch64", "ARM Neoverse-N1", 2, "", true,
                         "aarch64-arm-neoverse-n1-2c-amzn-2023"},
                    Case{"throttled_container", "Alpine Linux 3", "x86_64", "AMD EPYC 7763 64-Core Processor", 2, "",
                         false, "x86_64-amd-epyc-7763-2c-alpine-3"},
                    Case{"service_with_quota", "Debian GNU/Linux 12", "x86_64",
                         "Intel(R) Xeon(R) E-2288G CPU @ 3.70GHz", 2, "", false,
                         "x86_64-intel-xeon-e-2288g-2c-debian-12"}),
    [](const auto& tested) { return std::string(tested.param.fixture); });

TEST(DescribeMachine, reads_kernel_memory_and_caches) {
  const Machine machine = describe_machine(fixture("quiet_workstation"));
  EXPECT_EQ(machine.kernel, "6.7.4-arch1-1");
  EXPECT_EQ(machine.memory_bytes, 65764384U * std::uint64_t{1024});
  ASSERT_EQ(machine.caches.size(), 4U);
  EXPECT_EQ(machine.caches[0].type, "Data");
  EXPECT_EQ(machine.caches[0].level, 1);
  EXPECT_EQ(machine.caches[0].bytes, 32768U);
  EXPECT_EQ(machine.caches[0].sharing, 2);
  EXPECT_EQ(machine.caches[3].type, "Unified");
  EXPECT_EQ(machine.caches[3].level, 3);
  EXPECT_EQ(machine.caches[3].bytes, 33554432U);
  EXPECT_EQ(machine.caches[3].sharing, 16);
}

TEST(DescribeMachine, knows_this_machine) {
  const Machine machine = describe_machine();
  utsname names{};
  ASSERT_EQ(::uname(&names), 0);
  EXPECT_EQ(machine.kernel, names.release);
  EXPECT_EQ(machine.architecture, names.machine);
  EXPECT_FALSE(machine.os.empty());
  EXPECT_GE(machine.cores, 1U);
  EXPECT_LE(machine.cores, std::max(1U, std::thread::hardware_concurrency()));
  EXPECT_GT(machine.memory_bytes, 0U);
}

TEST(DescribeMachine, gives_the_same_class_each_time) {
  EXPECT_EQ(machine_class(describe_machine()), machine_class(describe_machine()));
}

class HostileMachine : public testing::Test, public MadeMachine {};

TEST_F(HostileMachine, knows_nothing_where_nothing_is) {
  const Machine machine = describe_machine(root());
  EXPECT_EQ(machine.os, "");
  EXPECT_EQ(machine.kernel, "");
  EXPECT_EQ(machine.cpu, "");
  EXPECT_EQ(machine.cores, 0U);
  EXPECT_EQ(machine.memory_bytes, 0U);
  EXPECT_TRUE(machine.caches.empty());
  EXPECT_EQ(machine.virtualized, std::nullopt);
  EXPECT_EQ(machine_class(machine), "unknown-unknown-unknown-unknown");
}

constexpr const char* all_files[] = {"proc/cpuinfo",
                                     "proc/meminfo",
                                     "proc/sys/kernel/osrelease",
                                     "proc/sys/kernel/arch",
                                     "proc/self/cgroup",
                                     "etc/os-release",
                                     "sys/fs/cgroup/cpu.max",
                                     "sys/devices/system/cpu/cpu0/cache/index0/type",
                                     "sys/devices/system/cpu/cpu0/cache/index0/level",
                                     "sys/devices/system/cpu/cpu0/cache/index0/size",
                                     "sys/devices/system/cpu/cpu0/cache/index0/shared_cpu_list",
                                     "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"};

TEST_F(HostileMachine, takes_no_harm_from_files_that_are_empty_huge_or_not_text) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 37);
  for (const std::string& text : {std::string(), std::string(5 << 20, '9'), std::string(4096, '\0'), bytes,
                                  std::string("\n\n\n"), std::string("999999999999999999999999 1")}) {
    for (const char* file : all_files) write(file, text);
    const Machine machine = describe_machine(root());
    EXPECT_EQ(machine.cores, 0U);
    EXPECT_EQ(machine.memory_bytes, 0U);
    EXPECT_TRUE(machine.caches.empty());
    EXPECT_LE(machine.governor.size(), 200U);
    EXPECT_LE(machine_class(machine).size(), 80U);
  }
}

TEST_F(HostileMachine, is_shown_without_control_characters) {
  write("proc/cpuinfo", "model name\t: evil\x1b[2J\xff cpu\n");
  write("etc/os-release", "NAME='a\x07 b'\nID=a/../../b\nVERSION_ID=\"1\"\n");
  const Machine machine = describe_machine(root());
  EXPECT_EQ(machine.cpu, "evil\\x1b[2J\\xff cpu");
  EXPECT_EQ(machine.os, "a\\x07 b 1");
  EXPECT_EQ(machine_class(machine), "unknown-evil-x1b-2j-xff-unknown-a-b-1");
}

TEST_F(HostileMachine, ignores_a_folder_in_the_place_of_a_file) {
  std::filesystem::create_directories(root() / "proc/cpuinfo");
  std::filesystem::create_directories(root() / "etc/os-release");
  EXPECT_EQ(describe_machine(root()).cpu, "");
}

}  // namespace
}  // namespace trackmeet::machine
