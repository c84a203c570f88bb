// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "suites/support/benchmark.hpp"

namespace trackmeet::suites {

/// The benchmarks in whose name `filter` (ECMAScript) is found, or, with a leading `-`, all others, in their order.
/// None at all is an error (usage) that names near ones, and so is a filter that is no regular expression. The pointers
/// are into `benchmarks`.
Result<std::vector<const Registered*>> select_benchmarks(std::span<const Registered> benchmarks,
                                                         const std::string& filter);

}  // namespace trackmeet::suites
