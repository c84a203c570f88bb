// SPDX-License-Identifier: Apache-2.0
#include "machine/checkup.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "machine/fixture.hpp"

namespace trackmeet::machine {
namespace {

class Checkup : public testing::Test, public MadeMachine {
protected:
  Finding of(Check check) const { return of(check, check_machine("", root())); }
  static Finding of(Check check, const std::vector<Finding>& all) {
    const auto found = std::ranges::find(all, check, &Finding::check);
    return found == all.end() ? Finding{} : *found;
  }
  /// `note: message`
  std::string told(Check check) const {
    const Finding finding = of(check);
    return std::string(to_string(finding.state)) + ": " + finding.message;
  }
};

TEST_F(Checkup, finds_each_thing_once_on_any_machine) {
  for (const auto& where : {fixture("quiet_workstation"), fixture("raspberry_pi"), root()}) {
    std::set<std::string_view> names;
    const std::vector<Finding> all = check_machine("Release", where);
    for (const Finding& finding : all) {
      names.insert(to_string(finding.check));
      EXPECT_FALSE(finding.message.empty()) << to_string(finding.check);
    }
    EXPECT_EQ(names.size(), all.size());
    EXPECT_EQ(all.size(), 15U);
  }
}

TEST_F(Checkup, whatever_is_wrong_has_a_way_out) {
  for (const char* name : {"laptop_on_battery", "small_vm_epyc_stolen", "throttled_container", "ci_runner_xeon",
                           "service_with_quota", "raspberry_pi", "cloud_arm", "board_big_little"})
    for (const Finding& finding : check_machine("Debug", fixture(name))) {
      const bool wrong = finding.state == FindingState::note || finding.state == FindingState::bad;
      EXPECT_EQ(wrong && finding.command.empty() && finding.advice.empty(), false) << name << finding.message;
      EXPECT_TRUE(finding.state != FindingState::good || (finding.command + finding.advice).empty()) << finding.message;
    }
}

TEST_F(Checkup, nothing_is_claimed_of_a_machine_that_shows_nothing) {
  for (const Finding& finding : check_machine("", root())) {
    if (finding.check == Check::cpu_quota || finding.check == Check::battery) continue;  // seen only if they are there
    EXPECT_EQ(finding.state, FindingState::unknown) << finding.message;
  }
}

TEST_F(Checkup, governor_is_that_of_the_core_that_differs) {
  write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
  write("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "performance\n");
  EXPECT_EQ(told(Check::governor), "good: the frequency governor is 'performance'");
  write("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "schedutil\n");
  EXPECT_EQ(told(Check::governor), "note: the frequency governor is 'schedutil': the clock rate follows the load");
  EXPECT_EQ(of(Check::governor).command,
            "echo performance | sudo tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor");
  write("sys/devices/system/cpu/cpu0/cpufreq/scaling_available_governors", "schedutil powersave \n");
  EXPECT_EQ(of(Check::governor).command, "");
  EXPECT_EQ(of(Check::governor).advice,
            "this kernel knows no other that keeps the clock rate up: it has schedutil powersave");
}

TEST_F(Checkup, smt_of_a_virtual_machine_cannot_be_known) {
  write("sys/devices/system/cpu/smt/active", "1\n");
  EXPECT_EQ(of(Check::smt).state, FindingState::note);
  EXPECT_EQ(of(Check::smt).command, "echo off | sudo tee /sys/devices/system/cpu/smt/control");
  write("sys/devices/system/cpu/smt/active", "0\n");
  EXPECT_EQ(of(Check::smt).state, FindingState::good);
  write("proc/cpuinfo", "processor\t: 0\nflags\t: fpu hypervisor\n");
  EXPECT_EQ(of(Check::smt).state, FindingState::unknown);
}

TEST_F(Checkup, one_core_is_bad) {
  write("proc/cpuinfo", "processor\t: 0\n");
  EXPECT_EQ(told(Check::cores), "bad: there is one core only: the benchmark shares it with everything else");
  write("proc/cpuinfo", "processor\t: 0\nprocessor\t: 1\n");
  EXPECT_EQ(told(Check::cores), "good: 2 cores may be used");
  write("sys/fs/cgroup/cpu.max", "100000 100000\n");
  EXPECT_EQ(of(Check::cores).advice, "the machine has 2: lift the affinity (taskset) or the quota that leaves one");
}

TEST_F(Checkup, addresses_must_be_random) {
  write("proc/sys/kernel/randomize_va_space", "0\n");
  EXPECT_EQ(of(Check::aslr).state, FindingState::bad);
  EXPECT_EQ(of(Check::aslr).command, "sudo sysctl kernel.randomize_va_space=2");
  write("proc/sys/kernel/randomize_va_space", "1\n");
  EXPECT_EQ(of(Check::aslr).state, FindingState::note);
  write("proc/sys/kernel/randomize_va_space", "2\n");
  EXPECT_EQ(of(Check::aslr).state, FindingState::good);
  write("proc/self/personality", "00040000\n");
  EXPECT_EQ(of(Check::aslr).state, FindingState::bad);
  EXPECT_EQ(of(Check::aslr).command, "");
}

TEST_F(Checkup, memory_and_swap_are_told_with_their_figures) {
  struct Case {
    const char* meminfo;
    const char* memory;
    const char* swap;
  };
  const Case cases[] = {
      {"MemTotal: 4194304 kB\nMemAvailable: 2097152 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n",
       "good: 2.000 GiB of 4.000 GiB of memory can be had", "good: there is no swap"},
      {"MemTotal: 4194304 kB\nMemAvailable: 314572 kB\nSwapTotal: 1024 kB\nSwapFree: 1024 kB\n",
       "note: 307.2 MiB of 4.000 GiB of memory can be had: the kernel has to look for free pages while the suite runs",
       "good: nothing is swapped out"},
      {"MemTotal: 4194304 kB\nMemAvailable: 65536 kB\nSwapTotal: 2048 kB\nSwapFree: 1024 kB\n",
       "bad: 64.00 MiB of 4.000 GiB of memory can be had: the kernel has to look for free pages while the suite runs",
       "note: 1.000 MiB of 2.000 MiB of swap are in use: what was paged out comes back while the suite runs"},
      {"MemTotal: x kB\nSwapTotal: 1 MB\n", "unknown: how much memory is free is not visible",
       "unknown: whether there is swap is not visible"},
  };
  for (const Case& c : cases) {
    write("proc/meminfo", c.meminfo);
    EXPECT_EQ(told(Check::memory), c.memory);
    EXPECT_EQ(told(Check::swap), c.swap);
  }
}

TEST_F(Checkup, swap_is_given_up_only_where_memory_has_room) {
  write("proc/meminfo", "MemAvailable: 4096 kB\nSwapTotal: 2048 kB\nSwapFree: 0 kB\n");
  EXPECT_EQ(of(Check::swap).command, "sudo swapoff -a");
  write("proc/meminfo", "MemAvailable: 2048 kB\nSwapTotal: 2048 kB\nSwapFree: 0 kB\n");
  EXPECT_EQ(of(Check::swap).command, "");
}

TEST_F(Checkup, clock_source_is_changed_only_for_one_that_is_there) {
  const std::string folder = "sys/devices/system/clocksource/clocksource0/";
  write(folder + "current_clocksource", "tsc\n");
  EXPECT_EQ(told(Check::timer), "good: the clock source is 'tsc'");
  write(folder + "current_clocksource", "hpet\n");
  write(folder + "available_clocksource", "hpet acpi_pm \n");
  EXPECT_EQ(told(Check::timer), "note: the clock source is 'hpet': reading the time is slow or coarse");
  EXPECT_EQ(of(Check::timer).command, "");
  write(folder + "available_clocksource", "tsc hpet acpi_pm \n");
  EXPECT_EQ(of(Check::timer).command,
            "echo tsc | sudo tee /sys/devices/system/clocksource/clocksource0/current_clocksource");
  write(folder + "current_clocksource", "sundial\n");
  EXPECT_EQ(of(Check::timer).state, FindingState::unknown);
}

TEST_F(Checkup, huge_pages_are_for_those_that_ask) {
  const char* file = "sys/kernel/mm/transparent_hugepage/enabled";
  write(file, "[always] madvise never\n");
  EXPECT_EQ(of(Check::transparent_huge_pages).command,
            "echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled");
  write(file, "always [madvise] never\n");
  EXPECT_EQ(of(Check::transparent_huge_pages).state, FindingState::good);
  write(file, "always madvise [never]\n");
  EXPECT_EQ(of(Check::transparent_huge_pages).state, FindingState::good);
}

TEST_F(Checkup, quota_comes_with_the_command_that_lifts_it) {
  write("proc/cpuinfo", "processor\t: 0\nprocessor\t: 1\nprocessor\t: 2\nprocessor\t: 3\n");
  write("proc/self/cgroup", "0::/ci.slice/it's\n");
  write("sys/fs/cgroup/ci.slice/cpu.max", "200000 100000\n");
  EXPECT_EQ(of(Check::cpu_quota).command, "echo max | sudo tee '/sys/fs/cgroup/ci.slice/cpu.max'");
  write("sys/fs/cgroup/ci.slice/it's/cpu.max", "150000 100000\n");
  EXPECT_EQ(told(Check::cpu_quota), "note: a CPU quota allows 1.5 of 4 cores: what needs more is stopped for a while");
  EXPECT_EQ(of(Check::cpu_quota).command, "") << "a quote in the name";
}

TEST_F(Checkup, quota_of_version_1_counts_too) {
  write("proc/cpuinfo", "processor\t: 0\nprocessor\t: 1\n");
  write("proc/self/cgroup", "4:cpu,cpuacct:/docker/0123\n0::/\n");
  write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
  write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
  EXPECT_EQ(told(Check::cpu_quota), "good: no CPU quota is set");
  write("sys/fs/cgroup/cpu/docker/0123/cpu.cfs_quota_us", "50000\n");
  write("sys/fs/cgroup/cpu/docker/0123/cpu.cfs_period_us", "100000\n");
  write("sys/fs/cgroup/cpu/docker/0123/cpu.stat", "nr_periods 100\nnr_throttled 7\nthrottled_time 1\n");
  EXPECT_EQ(told(Check::cpu_quota), "bad: a CPU quota has stopped this cgroup in 7 of 100 periods");
  EXPECT_EQ(of(Check::cpu_quota).command, "echo -1 | sudo tee '/sys/fs/cgroup/cpu/docker/0123/cpu.cfs_quota_us'");
}

TEST_F(Checkup, counters_are_absent_or_forbidden) {
  write("sys/bus/event_source/devices/software/type", "1\n");
  EXPECT_EQ(of(Check::perf_counters).state, FindingState::note);
  EXPECT_EQ(of(Check::perf_counters).command, "");
  write("sys/bus/event_source/devices/cpu/type", "4\n");
  write("proc/sys/kernel/perf_event_paranoid", "3\n");
  EXPECT_EQ(told(Check::perf_counters),
            "note: this user may not read the processor's event counters (perf_event_paranoid is 3)");
  EXPECT_EQ(of(Check::perf_counters).command, "sudo sysctl kernel.perf_event_paranoid=1");
  write("proc/sys/kernel/perf_event_paranoid", "-1\n");
  EXPECT_EQ(of(Check::perf_counters).state, FindingState::good);
}

TEST_F(Checkup, stolen_time_is_told_even_where_it_is_little) {
  write("proc/cpuinfo", "processor\t: 0\nflags\t: fpu hypervisor\n");
  write("proc/stat", "cpu  9960 0 0 90000 0 0 0 40 0 0\n");
  EXPECT_EQ(told(Check::virtualization),
            "note: this is a virtual machine: others share its cores, and its speed changes from hour to hour (of the "
            "CPU time wanted since boot 0.4 % was withheld)");
}

}  // namespace
}  // namespace trackmeet::machine
