// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether Catch2's table of benchmarks (`benchmark name  samples  iterations …`) is in the text.
bool is_catch2_text(std::string_view text);

/// What Catch2's reporter `console` prints, of version 2 or 3, also without analysis: the mean (with its interval) and
/// the standard deviation, which is all there is, as precise as it was printed. Whatever else the tests printed is not
/// heeded. How names are told apart: see `add_catch2_results`. Names that were wrapped are put together with a blank,
/// which a name that was broken at a bracket or a comma may not have had.
Result<Run> read_catch2_text(std::string_view text, const std::string& source);

}  // namespace trackmeet::model
