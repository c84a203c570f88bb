// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "core/result.hpp"

namespace trackmeet::app {

/// The folder of the suites to run below `suites`, which holds them or a folder of them for each instruction-set level:
/// the best level of those that the CPU has (`of_cpu`, best first), or the one that is `wanted` (empty: none is). A
/// path that is not there if there are no suites at all. An error if the CPU, or `suites`, has not what is wanted.
Result<std::filesystem::path> suites_for_cpu(const std::filesystem::path& suites, const std::string& wanted,
                                             std::span<const std::string> of_cpu);

}  // namespace trackmeet::app
