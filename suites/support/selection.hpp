// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "suites/support/benchmark.hpp"

namespace trackmeet::suites {

/// How much of a suite to run: `quick` leaves out what is marked `full_only`.
enum class Profile { quick, all };

/// The benchmarks of `profile` in whose name `filter` (ECMAScript) is found, or, with a leading `-`, all others, in
/// their order. None at all is an error (usage) that names near ones or the profile that has them, and so is a filter
/// that is no regular expression. The pointers are into `benchmarks`.
Result<std::vector<const Registered*>> select_benchmarks(std::span<const Registered> benchmarks,
                                                         const std::string& filter, Profile profile);

}  // namespace trackmeet::suites
