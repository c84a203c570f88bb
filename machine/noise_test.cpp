// SPDX-License-Identifier: Apache-2.0
#include "machine/noise.hpp"

#include <gtest/gtest.h>

#include "machine/cpu_times.hpp"
#include "machine/fixture.hpp"

namespace trackmeet::machine {
namespace {

/// `serious! message` or `message`, one line each.
std::string told(const std::vector<NoiseWarning>& warnings) {
  std::string text;
  for (const NoiseWarning& warning : warnings) text += (warning.serious ? "serious! " : "") + warning.message + "\n";
  return text;
}

TEST(FindNoise, finds_what_spoils_timings_on_each_kind_of_machine) {
  struct Case {
    const char* fixture;
    const char* build_type;
    const char* want;
  };
  const Case cases[] = {
      {"quiet_workstation", "Release", ""},
      {"quiet_workstation", "", ""},
      {"quiet_workstation", "RelWithDebInfo", ""},
      {"quiet_workstation", "Debug",
       "serious! the suite was built as 'Debug': its timings say nothing about optimised code\n"},
      {"quiet_workstation", "Unoptimised",
       "serious! the suite was built as 'Unoptimised': its timings say nothing about optimised code\n"},
      {"laptop_on_battery", "Release",
       "the frequency governor is 'powersave': the clock rate follows the load\n"
       "turbo is on: the clock rate depends on heat and on what the other cores do\n"
       "serious! the machine runs on battery: it saves power at the cost of speed\n"},
      {"raspberry_pi", "Release", "the frequency governor is 'ondemand': the clock rate follows the load\n"},
      {"ci_runner_xeon", "Release",
       "this is a virtual machine: others share its cores, and its speed changes from hour to hour (of the CPU time "
       "wanted since boot 0.0 % was withheld)\n"},
      {"cloud_arm", "Release",
       "this is a virtual machine: others share its cores, and its speed changes from hour to hour (of the CPU time "
       "wanted since boot 0.1 % was withheld)\n"},
      {"small_vm_epyc_stolen", "Release",
       "serious! the hypervisor withheld 4.9 % of the CPU time that was wanted since boot\n"},
      {"throttled_container", "Release", "serious! a CPU quota has stopped this cgroup in 12 of 300 periods\n"},
      {"service_with_quota", "Release", "a CPU quota allows 2 of 4 cores: what needs more is stopped for a while\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(told(find_noise(c.build_type, fixture(c.fixture))), c.want) << c.fixture;
}

TEST(FindNoise, gives_a_way_out_of_each) {
  for (const char* name : {"laptop_on_battery", "small_vm_epyc_stolen", "throttled_container", "ci_runner_xeon"}) {
    for (const NoiseWarning& warning : find_noise("Debug", fixture(name))) EXPECT_FALSE(warning.remedy.empty());
  }
}

class NoiseOfLoad : public testing::Test, public MadeMachine {
protected:
  /// What is told when the cores go from `before` to `after` (user, system, idle, steal ticks) while we look.
  std::string told_between(const std::string& before, const std::string& after) {
    write("proc/stat", before);
    return told(find_noise("Release", root(), [&] { write("proc/stat", after); }));
  }
};

TEST_F(NoiseOfLoad, is_measured_while_we_sleep) {
  struct Case {
    const char* name;
    const char* after;
    const char* want;
  };
  const char* before = "cpu  1000 0 500 9000 100 0 0 0 0 0\n";
  const Case cases[] = {
      {"idle", "cpu  1000 0 500 9040 100 0 0 0 0 0\n", ""},
      {"waiting_for_a_disk", "cpu  1000 0 500 9010 130 0 0 0 0 0\n", ""},
      {"a_little", "cpu  1002 0 501 9037 100 0 0 0 0 0\n", ""},
      {"a_tenth", "cpu  1003 0 501 9036 100 0 0 0 0 0\n",
       "other programs keep 0.2 of 2 cores busy: they compete with the suite\n"},
      {"one_of_two_cores", "cpu  1010 5 505 9020 100 0 0 0 0 0\n",
       "serious! other programs keep 1.0 of 2 cores busy: they compete with the suite\n"},
      {"both_cores", "cpu  1040 0 500 9000 100 0 0 0 0 0\n",
       "serious! other programs keep 2.0 of 2 cores busy: they compete with the suite\n"},
      {"no_time_passed", before, ""},
      {"counters_went_back", "cpu  900 0 400 8000 90 0 0 0 0 0\n", ""},
      {"not_told", "", ""},
      {"not_numbers", "cpu  a b c d e f g h\n", ""},
      {"too_large", "cpu  99999999999999999999 0 0 0 0 0 0 0\n", ""},
  };
  write("proc/cpuinfo", "processor\t: 0\nprocessor\t: 1\n");
  for (const Case& c : cases) EXPECT_EQ(told_between(before, c.after), c.want) << c.name;
}

TEST_F(NoiseOfLoad, is_a_share_where_the_cores_are_not_known) {
  EXPECT_EQ(told_between("cpu  0 0 0 0 0 0 0 0\n", "cpu  1 0 0 1 0 0 0 0\n"),
            "serious! other programs keep 50 % of the cores busy: they compete with the suite\n");
}

class NoiseOfPower : public testing::Test, public MadeMachine {};

TEST_F(NoiseOfPower, is_that_of_a_battery_that_is_emptied) {
  struct Case {
    const char* status;
    bool warns;
  };
  for (const Case& c : {Case{"Discharging\n", true}, Case{"Charging\n", false}, Case{"Full\n", false},
                        Case{"Not charging\n", false}, Case{"", false}}) {
    write("sys/class/power_supply/BAT1/status", c.status);
    EXPECT_EQ(find_noise("", root()).size(), c.warns ? 1U : 0U) << c.status;
  }
}

TEST_F(NoiseOfPower, is_that_of_turbo_by_either_switch) {
  write("sys/devices/system/cpu/cpufreq/boost", "1\n");
  ASSERT_EQ(find_noise("", root()).size(), 1U);
  EXPECT_EQ(find_noise("", root())[0].source, NoiseSource::turbo);
  EXPECT_NE(find_noise("", root())[0].remedy.find("cpufreq/boost"), std::string::npos);
  write("sys/devices/system/cpu/cpufreq/boost", "0\n");
  EXPECT_TRUE(find_noise("", root()).empty());
}

TEST(StolenShare, is_of_the_time_that_was_wanted) {
  EXPECT_EQ(stolen_share({.busy = 75, .idle = 100000, .stolen = 25}), 0.25);
  EXPECT_EQ(stolen_share({}), 0.0);
}

}  // namespace
}  // namespace trackmeet::machine
