// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace trackmeet::machine {

/// The levels of the x86-64 instruction set that programs may use here, the highest first, such as `x86-64-v3`,
/// `x86-64-v2`; the plain one is none. Empty on other architectures, and where the kernel does not tell. Reads
/// /proc/cpuinfo below `root`, so what the kernel hides counts as missing.
std::vector<std::string> instruction_set_levels(const std::filesystem::path& root = "/");

}  // namespace trackmeet::machine
