// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "model/environment.hpp"
#include "model/run.hpp"

namespace trackmeet::runner {

/// What is seen of the machine and the sources, once, before a session begins to measure.
struct Surroundings {
  model::Environment environment;  ///< without what only the suite knows; its warnings are what spoils timings now
  model::Git checked_out;          ///< empty if there is no repository
};

using LookAround = std::function<Surroundings(const std::filesystem::path& executable)>;

/// This machine, and the checkout around the executable or else around the current folder. Takes a moment: it watches
/// how busy the machine is.
Surroundings look_around(const std::filesystem::path& executable);

/// The warnings that follow from how the suite was built.
std::vector<std::string> build_warnings(const std::string& build_type);

}  // namespace trackmeet::runner
