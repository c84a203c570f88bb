// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "machine/finding.hpp"

namespace trackmeet::machine {

/// Looks at everything on this machine that can spoil timings: one finding for each `Check`, in its order.
/// `build_type` is that of the suite (empty: not known; `Unoptimised`: none, and no -O either). `root` is for tests.
/// Takes 0.2 s, in which it sleeps and sees what other programs do. Changes nothing and needs no rights.
std::vector<Finding> check_machine(const std::string& build_type, const std::filesystem::path& root = "/");

/// The same, with `pause` called between the two looks at how busy the machine is, so that tests need not wait.
std::vector<Finding> check_machine(const std::string& build_type, const std::filesystem::path& root,
                                   const std::function<void()>& pause);

/// What is to be said of a suite that was built like this, where it is known only later.
Finding check_debug_library(const std::string& build_type);

}  // namespace trackmeet::machine
