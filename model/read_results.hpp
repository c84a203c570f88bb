// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "model/baseline.hpp"
#include "model/row_json.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Results in any format, from any place.
struct ResultsRequest {
  /// A file (packed with gzip or not), `-` for standard input, a folder, or a pattern such as `runs/*.json`. What lies
  /// in a folder (not in those within it) or matches a pattern is read as one run. A folder of criterion's may end in
  /// `@NAME`, the saved baseline to read; without that, what was measured last.
  std::string place;
  std::string format;  ///< as `--from` takes it; empty: found out from the content
  Keep keep = Keep::everything;
};
Result<Run> read_results(const ResultsRequest& request);

/// Whatever can stand on the base side of a comparison: a baseline file, or results as a baseline of one session.
Result<Baseline> read_base(const ResultsRequest& request);

/// The results that a text holds; `source` names it in messages.
Result<Run> parse_results(std::string_view text, const std::string& source, const std::string& format = {});

/// What `--from` takes, in the order of the alphabet.
std::vector<std::string> format_names();

}  // namespace trackmeet::model
