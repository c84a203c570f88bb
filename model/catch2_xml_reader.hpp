// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether this is what Catch2's reporter `xml` writes, of version 2 (`<Catch`) or 3 (`<Catch2TestRun`).
bool is_catch2_xml(std::string_view text);

/// Every `BenchmarkResults`, in nanoseconds in the file: the mean (with its interval) and the standard deviation, which
/// is all there is. How names are told apart: see `add_catch2_results`. A file with more than half a million tags
/// or two million attributes is refused; entities other than XML's own stay as they are.
Result<Run> read_catch2_xml(std::string_view text, const std::string& source);

}  // namespace trackmeet::model
