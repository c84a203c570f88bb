// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

inline constexpr std::string_view baseline_schema = "trackmeet.baseline/1";

/// A run that a maintainer blessed, and the record of that.
struct BlessedRun {
  Run run;
  UtcTime blessed_at{};
  std::string reason;                             ///< told to `--reason`; empty: nothing had to be explained
  std::vector<std::string> overridden;            ///< the objections that the reason overrode, in sentences
  std::vector<std::string> accepted_regressions;  ///< `name: +12.3 %`, accepted knowingly
  std::string extra{};                            ///< keys that we do not know, as a JSON object; empty: none
};

/// The baseline of one suite on one machine class. `sessions` are in the order of blessing and not empty; those that
/// carry the commit of the last one are what runs are compared with, the older ones still tell how far sessions of one
/// commit lie apart.
struct Baseline {
  std::string suite;
  std::string machine_class;
  std::vector<BlessedRun> sessions;
  std::string extra;   ///< top-level keys that we do not know, as a JSON object
  std::string source;  ///< the file that it was read from, for messages; not written
};

/// The sessions of the blessed commit, which is that of the last session. Never empty if `sessions` is not.
std::vector<const Run*> blessed_sessions(const Baseline& baseline);

/// Reads a baseline file, strictly; errors carry the line.
Result<Baseline> parse_baseline(std::string_view text, const std::string& source);
Result<Baseline> read_baseline(const std::filesystem::path& path);

/// The file's text: JSON, one row of a run a line.
Result<std::string> format_baseline(const Baseline& baseline);

/// `baselines/<machine-class>/<suite>.json` below `root`.
std::filesystem::path baseline_path(const std::filesystem::path& root, std::string_view machine_class,
                                    std::string_view suite);

/// A run as a baseline of one session, that nobody blessed.
Baseline unblessed(Run run);

}  // namespace trackmeet::model
