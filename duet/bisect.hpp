// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "compare/duet_decision.hpp"
#include "core/result.hpp"
#include "duet/bisect_search.hpp"
#include "duet/play.hpp"

namespace trackmeet::duet {

/// The time of one benchmark in one duet, judged.
struct JudgedTime {
  compare::BlockEvidence evidence;
  std::string failure{};  ///< why there is none, in words: the benchmark failed, or is on one side only
};

/// Judges the time of `benchmark` in a duet with these options, which asked about nothing else.
JudgedTime judge_time(const SuiteRuns& runs, const std::string& benchmark, const DuetOptions& options);

/// Measures `match` until it is known whether `benchmark` changed by more than `centre` (a logarithm; 0: at all).
/// An error if it was interrupted.
Result<JudgedTime> measure_time(const Match& match, const std::string& benchmark, double centre,
                                const DuetOptions& options, DuetContext& context);

/// What the shift of a commit against the good one, held against half of the known regression, makes of the commit.
CommitAnswer answer_of(const JudgedTime& time);

}  // namespace trackmeet::duet
