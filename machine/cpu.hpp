// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "machine/machine.hpp"

namespace trackmeet::machine {

/// The model name, such as `AMD EPYC 7763 64-Core Processor` or `ARM Neoverse-N1`. ARM kernels give numbers only: those
/// of the cores that are common are named here, and several kinds in one chip are joined by ` + `. Empty: not known.
std::string cpu_model(const std::filesystem::path& root);

/// Logical cores that this process may use: those it is bound to (or, under a test's root, those listed), but not more
/// than its cgroup's quota, rounded up. 0: not known.
unsigned usable_cores(const std::filesystem::path& root);

/// Logical cores of the whole machine, as /proc/cpuinfo lists them. 0: not known.
unsigned listed_cores(const std::filesystem::path& root);

/// The caches of core 0, in the kernel's order.
std::vector<CacheInfo> cpu_caches(const std::filesystem::path& root);

}  // namespace trackmeet::machine
