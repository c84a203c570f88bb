// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/dueling.hpp"
#include "app/exit_status.hpp"
#include "core/result.hpp"

namespace trackmeet::app {

/// What to look for, and where.
struct BisectOptions {
  std::string benchmark;  ///< its whole name
  std::string good;
  std::string bad = "HEAD";
  bool rebuild = false;
  DuelingOptions dueling;
};

/// Finds the commit that made the benchmark slower and prints it, its author and its own change to standard output; how
/// it goes on standard error. `regression`: it was found; `ok`: nothing became slower; `unanswered`: it cannot be told,
/// or several commits are left.
Result<ExitStatus> bisect(const BisectOptions& options);

}  // namespace trackmeet::app
