// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// The run as the newest entry of the `data.js` that github-action-benchmark keeps and its page draws: of each metric
/// the median over the rounds, with their standard deviation as its range, times in nanoseconds. Its tools are told
/// which way is good for a whole entry, so metrics of which more is better stand in a second list, called after the
/// suite and `(higher is better)`. Where nobody told which way is good, `trackmeet_guessed` beside the value keeps the
/// guess from becoming a fact when it is read again. An entry of a run whose time is not known has no date. Failed
/// benchmarks are left out.
///
/// `existing` is the text of such a file, which the entry is added to; empty: a new file. `source` names it in
/// messages.
Result<std::string> format_data_js(const Run& run, std::string_view existing = {}, const std::string& source = {});

}  // namespace trackmeet::model
