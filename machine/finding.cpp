// SPDX-License-Identifier: Apache-2.0
#include "machine/finding.hpp"

namespace trackmeet::machine {

std::string_view to_string(Check check) {
  switch (check) {
    case Check::debug_library:
      return "debug_library";
    case Check::governor:
      return "governor";
    case Check::turbo:
      return "turbo";
    case Check::smt:
      return "smt";
    case Check::cores:
      return "cores";
    case Check::load:
      return "load";
    case Check::virtualization:
      return "virtualization";
    case Check::cpu_quota:
      return "cpu_quota";
    case Check::memory:
      return "memory";
    case Check::swap:
      return "swap";
    case Check::battery:
      return "battery";
    case Check::aslr:
      return "aslr";
    case Check::timer:
      return "timer";
    case Check::transparent_huge_pages:
      return "transparent_huge_pages";
    case Check::perf_counters:
      return "perf_counters";
  }
  return "?";
}

std::string_view to_string(FindingState state) {
  switch (state) {
    case FindingState::good:
      return "good";
    case FindingState::note:
      return "note";
    case FindingState::bad:
      return "bad";
    case FindingState::unknown:
      return "unknown";
  }
  return "?";
}

}  // namespace trackmeet::machine
