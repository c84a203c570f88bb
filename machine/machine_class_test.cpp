// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "machine/machine.hpp"

namespace trackmeet::machine {
namespace {

Machine with_cpu(std::string cpu) {
  Machine machine;
  machine.architecture = "x86_64";
  machine.cpu = std::move(cpu);
  machine.cores = 4;
  machine.os_id = "debian-12";
  return machine;
}

TEST(MachineClass, names_the_cpu_without_its_marketing) {
  struct Case {
    const char* cpu;
    const char* want;
  };
  const Case cases[] = {
      {"Intel(R) Xeon(R) CPU E5-2673 v4 @ 2.30GHz", "intel-xeon-e5-2673-v4"},
      {"Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz", "intel-xeon-platinum-8370c"},
      {"Intel(R) Core(TM)2 Duo CPU     P8600  @ 2.40GHz", "intel-core-2-duo-p8600"},
      {"12th Gen Intel(R) Core(TM) i9-12900K", "12th-gen-intel-core-i9-12900k"},
      {"Intel® Core™ Ultra 7 Processor 155H", "intel-core-ultra-7-155h"},
      {"AMD EPYC 7763 64-Core Processor", "amd-epyc-7763"},
      {"AMD EPYC-Rome Processor", "amd-epyc-rome"},
      {"AMD Ryzen 7 5800H with Radeon Graphics", "amd-ryzen-7-5800h"},
      {"AMD FX(tm)-8350 Eight-Core Processor", "amd-fx-8350"},
      {"Intel Xeon Processor (Skylake, IBRS)", "intel-xeon-skylake-ibrs"},
      {"QEMU Virtual CPU version 2.5+", "qemu-virtual-version-2-5"},
      {"POWER9", "power9"},
      {"Apple M2 Pro", "apple-m2-pro"},
      {"龙芯 3A5000", "3a5000"},
      {"CPU @ 3 GHz", "unknown"},
      {"////", "unknown"},
      {"..", "unknown"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(machine_class(with_cpu(c.cpu)), "x86_64-" + std::string(c.want) + "-4c-debian-12");
}

TEST(MachineClass, says_unknown_for_what_is_not_known) {
  EXPECT_EQ(machine_class(Machine{}), "unknown-unknown-unknown-unknown");
}

TEST(MachineClass, does_not_depend_on_what_changes_between_two_boots) {
  Machine machine = with_cpu("AMD EPYC");
  const std::string before = machine_class(machine);
  machine.kernel = "6.9";
  machine.memory_bytes = 1;
  machine.governor = "powersave";
  machine.ci_run_id = "7";
  EXPECT_EQ(machine_class(machine), before);
}

TEST(MachineClass, is_bounded_and_keeps_long_names_apart) {
  const std::string beginning(300, 'x');
  const std::string one = machine_class(with_cpu(beginning + " model 1"));
  const std::string two = machine_class(with_cpu(beginning + " model 2"));
  EXPECT_LE(one.size(), 80U);
  EXPECT_NE(one, two);
  EXPECT_TRUE(one.ends_with("-4c-debian-12")) << one;
  Machine machine = with_cpu(beginning);
  machine.os_id = machine.architecture = beginning;
  EXPECT_LE(machine_class(machine).size(), 80U);
}

TEST(MachineClass, has_only_characters_that_any_file_system_takes) {
  std::string bytes;
  for (int i = 1; i < 256; ++i) bytes += static_cast<char>(i);
  Machine machine = with_cpu(bytes);
  machine.os_id = machine.architecture = bytes;
  const std::string name = machine_class(machine);
  EXPECT_TRUE(std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  })) << name;
  EXPECT_EQ(name.find("--"), std::string::npos) << name;
}

}  // namespace
}  // namespace trackmeet::machine
