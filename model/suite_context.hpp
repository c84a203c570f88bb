// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/environment.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// What a suite executable of ours says of itself, as pairs for Google Benchmark's `context` (keys `trackmeet_…`): its
/// name, the commit that was built, compiler, flags and build type. `parse_run` turns them back into `Run::suite`,
/// `Run::git` and `Run::environment`.
std::vector<std::pair<std::string, std::string>> suite_context(const std::string& suite, const Git& built,
                                                               const Environment& environment);

/// The other direction: fills suite, commit and build of `run` from such pairs. A commit that is none is left out;
/// pairs of other names are ignored.
void apply_suite_context(const std::vector<std::pair<std::string, std::string>>& pairs, Run& run);

}  // namespace trackmeet::model
