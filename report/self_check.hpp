// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "compare/comparison.hpp"
#include "report/text_options.hpp"

namespace trackmeet::report {

/// What a machine can tell apart: a build compared with itself in one session, one line a benchmark, those that it
/// tells worst first. For each the time, how far its two halves seemed to lie apart although they are the same, and
/// half the width of the interval. Then the same in a sentence. Ends with a newline.
std::string render_self_check(const compare::Comparison& comparison, const TextOptions& options);

}  // namespace trackmeet::report
