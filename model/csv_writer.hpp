// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Every value of the run on a line of its own, with a header: RFC 4180, UTF-8, in the metrics' units, each number the
/// shortest text that reads back as the same double. `summary` is empty for a raw value. Text is made printable, so
/// that a line break in a name does not break the line; what a spreadsheet would take for a formula has a `'` before
/// it, and so has what begins with `'` itself. Failed benchmarks have no values and are left out.
Result<std::string> format_csv(const Run& run);

}  // namespace trackmeet::model
