// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "machine/machine.hpp"
#include "machine/noise.hpp"
#include "model/environment.hpp"
#include "model/run.hpp"
#include "vcs/commit.hpp"

namespace trackmeet::provenance {

/// How a suite was built, as its stamp says. Empty: not known (a foreign executable).
struct Build {
  std::string compiler;  ///< `GNU 12.2.0`
  std::string flags;
  std::string build_type;  ///< `Release`, …
};

/// The environment of a run on `machine` of a suite built as `build`, with what is serious of `noise` as its
/// warnings and the rest as its notes.
model::Environment environment_of(const machine::Machine& machine, const Build& build,
                                  const std::vector<machine::NoiseWarning>& noise);

/// A checkout as a results file tells it.
model::Git git_of(const vcs::Checkout& checkout);

/// What to warn of when the work tree that was built is not the one that is checked out now (another commit, or changes
/// since: a stale binary), or when one of the two commits is not known. Empty: they agree, or neither is known.
std::string stale_warning(const model::Git& built, const model::Git& checked_out);

/// A fresh identifier for a run or a duet: 16 hex digits.
std::string fresh_id();

}  // namespace trackmeet::provenance
