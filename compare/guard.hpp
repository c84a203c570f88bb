// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "compare/comparison.hpp"

namespace trackmeet::compare {

/// Why runs measured in `base` and `head` must not be compared: another machine class, or, where a foreign file names
/// none, another number of cores or other caches. Empty: they may be.
std::string machine_mismatch(const model::Environment& base, const model::Environment& head);

/// Whether one side is a debug build and the other is not: that says nothing about the code and is refused.
bool debug_against_release(const model::Environment& base, const model::Environment& head);

/// What is not the same on both sides and may be the very cause that is looked for: compiler, flags, kernel, … Only
/// what both sides know.
std::vector<Difference> environment_differences(const model::Environment& base, const model::Environment& head);

}  // namespace trackmeet::compare
