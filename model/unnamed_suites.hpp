// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/run.hpp"

namespace trackmeet::model {

/// What a suite is called whose file does not name it: `sorts` for `results/sorts.json.gz`.
std::string suite_of_file(std::string_view path);

/// Gives one suite to files that do not name theirs and are called alike but for numbers and commits (`run-1.json`,
/// `run-2.json`): they are runs of it. It is called by what their names begin with (`run`), or else like their folder.
void join_unnamed_suites(std::vector<Run>& runs);

}  // namespace trackmeet::model
