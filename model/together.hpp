// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Several files as one run, in their order. Rounds of a later file come after those of the ones before; a benchmark of
/// several files that knows no rounds has one in each (file_rounds.hpp), and files that do not name their suite are of
/// one if they are called alike (unnamed_suites.hpp). Where suites differ, `Run::suite_of` tells them apart, and a
/// benchmark whose name occurs in several is called `suite/name`. What is not the same in all (commit, machine) becomes
/// a warning. Fails where the two sides of a duet lie together, or where they hold more than one run may (limits.hpp).
/// `source` names the whole in messages; `runs` must not be empty, and one run alone is left as it is.
Result<Run> together(std::vector<Run> runs, const std::string& source);

}  // namespace trackmeet::model
