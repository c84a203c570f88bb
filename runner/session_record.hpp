// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/result.hpp"
#include "runner/attempt.hpp"
#include "runner/session_plan.hpp"
#include "runner/visit.hpp"

namespace trackmeet::runner {

// What the lines of a session's journal say: the plan, then one line for each process, and one for each time that the
// session was taken up again.

Result<std::string> plan_line(const SessionPlan& plan);
std::string attempt_line(const SessionPlan& plan, const Visit& visit, const Attempt& attempt);
std::string resumed_line(UtcTime now);

/// A journal, read back.
struct SessionRecord {
  SessionPlan plan;
  std::vector<Attempt> attempts;    ///< in the order in which they were made
  std::vector<std::string> breaks;  ///< a warning for each time that the session was taken up again
};

/// `lines` of the journal at `path`, not empty. Errors name the line.
Result<SessionRecord> parse_record(const std::vector<std::string>& lines, const std::filesystem::path& path);

}  // namespace trackmeet::runner
