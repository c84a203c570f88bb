// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "model/json_tree.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

// The history that github-action-benchmark keeps of a project: for each suite its runs, oldest first. It is a script,
// `data.js`, that sets `window.BENCHMARK_DATA`, or the same object as plain JSON.

/// One run of one suite: `commit`, `date`, `tool` and `benches`. Points into the document.
struct ActionEntry {
  std::string_view suite;
  const Json* entry = nullptr;
};

bool is_data_js(std::string_view text);
bool is_data_json(const Json& root);

/// The object in the script. `text` must outlive it.
Result<JsonDocument> parse_data_js(std::string_view text, const std::string& source);

/// All entries of a history, suite by suite in the order of the file, within each oldest first: what to import.
Result<std::vector<ActionEntry>> action_entries(const Json& root, const std::string& source);

/// One of them as a run: its suite, commit, date and benchmarks.
Result<Run> read_action_entry(const ActionEntry& entry, const std::string& source);

/// What `format_data_js` puts behind the suite's name for its second list, of metrics of which more is better.
constexpr std::string_view second_list = " (higher is better)";

/// The last entry of each suite, all as one run. If there are several suites (the two lists of one are not), names
/// begin with theirs (`suite/name`). Commit and date are those of the newest entry; that a suite was last measured at
/// another commit is a note.
Result<Run> read_data_json(const Json& root, const std::string& source);
Result<Run> read_data_js(std::string_view text, const std::string& source);

}  // namespace trackmeet::model
