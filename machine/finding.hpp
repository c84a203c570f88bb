// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace trackmeet::machine {

/// What is looked at on a machine. A closed list, in the order in which it is told.
enum class Check {
  debug_library,           ///< is the suite optimised
  governor,                ///< does the clock rate follow the load
  turbo,                   ///< does the clock rate depend on heat
  smt,                     ///< do two logical cores share one
  cores,                   ///< is there a core beside the benchmark's
  load,                    ///< are other programs busy
  virtualization,          ///< does a hypervisor share the cores out, and withhold time
  cpu_quota,               ///< does a cgroup stop us
  memory,                  ///< is enough free
  swap,                    ///< is memory paged out
  battery,                 ///< is power saved at the cost of speed
  aslr,                    ///< does each process lie elsewhere
  timer,                   ///< is the clock read without a system call
  transparent_huge_pages,  ///< does the kernel choose the page size
  perf_counters,           ///< may events of the processor be counted
};

enum class FindingState {
  good,     ///< as it should be
  note,     ///< makes timings vary more than they need to
  bad,      ///< a verdict should not rest on what is measured like this
  unknown,  ///< could not be seen
};

/// What one check found.
struct Finding {
  Check check = Check::debug_library;
  FindingState state = FindingState::unknown;
  std::string message;  ///< a sentence with the figures seen, such as `other programs keep 1.4 of 2 cores busy`
  std::string command;  ///< a shell command that mends it, or shows what has to be stopped; empty: none does
  std::string advice;   ///< what else to do, or why no command mends it; empty where nothing is to be done
};

/// `debug_library`, `governor`, …: the name of a check in files.
std::string_view to_string(Check check);

/// `good`, `note`, `bad`, `unknown`.
std::string_view to_string(FindingState state);

}  // namespace trackmeet::machine
