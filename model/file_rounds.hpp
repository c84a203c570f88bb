// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/run.hpp"

namespace trackmeet::model {

/// Gives every benchmark that several files of one suite have, and that knows no rounds, one round in each: what a file
/// holds was measured by a process of its own. Of a file that has only summaries of it, the median is the value of that
/// round, or else the mean; so it is of a benchmark that only one of these files has. The repetitions of such a one
/// stay what they are.
void make_files_rounds(std::vector<Run>& runs);

}  // namespace trackmeet::model
