// SPDX-License-Identifier: Apache-2.0
#pragma once

// For tests only: a diagnosis with something of everything.

#include <limits>

#include "machine/diagnosis.hpp"

namespace trackmeet::report::sample {

inline machine::Diagnosis diagnosis() {
  using machine::Check;
  using machine::FindingState;
  machine::Diagnosis out;
  out.machine.cpu = "AMD EPYC 7763";
  out.machine.cores = 2;
  out.machine.os = "Debian GNU/Linux 12";
  out.machine.os_id = "debian-12";
  out.machine.architecture = "x86_64";
  out.findings = {
      {Check::governor, FindingState::note, "the frequency governor is 'powersave': the clock rate follows the load",
       "echo performance | sudo tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor", ""},
      {Check::smt, FindingState::unknown, "no SMT siblings are visible", "", "the hypervisor may hide them"},
      {Check::cores, FindingState::good, "2 cores may be used", "", ""},
      {Check::load, FindingState::bad, "other programs keep 1.0 of 2 cores busy: they compete with the suite",
       "top -b -n 1 -o %CPU | head -n 12", "stop what it shows, or wait until it is done"},
      {Check::swap, FindingState::good, "there is no swap", "", ""}};
  machine::SelfMeasurement compute;
  compute.kernel = "compute";
  compute.blocks = 40;
  compute.seconds = 5.25;
  compute.block_spread = 0.0035;
  compute.smallest_change = 0.0021;
  machine::SelfMeasurement memory;
  memory.kernel = "memory";
  memory.blocks = 4;
  memory.seconds = 4;
  memory.smallest_change = std::numeric_limits<double>::infinity();
  out.self_measurements = {compute, memory};
  machine::Canary canary;
  canary.kernel = "compute";
  canary.injected = 0.01;
  canary.blocks = 16;
  canary.seconds = 2.5;
  canary.proven = true;
  canary.estimate = 0.0102;
  canary.low = 0.008;
  canary.high = 0.0125;
  out.canaries = {canary};
  return out;
}

}  // namespace trackmeet::report::sample
