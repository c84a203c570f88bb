// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "compare/comparison.hpp"
#include "report/text_options.hpp"

namespace trackmeet::report {

/// A comparison as a maintainer reads it in a terminal: which sides, what differs between them, the rows in the order
/// in which they come (worst first), how many of which verdict, and the conclusion. Unchanged rows are counted, not
/// listed, unless asked for. What has no room in the table (reason, interval, then the values) stands in an indented
/// line below its row. Ends with a newline.
std::string render_text(const compare::Comparison& comparison, const TextOptions& options);

}  // namespace trackmeet::report
