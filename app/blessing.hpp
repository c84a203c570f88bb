// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "compare/comparison.hpp"
#include "model/baseline.hpp"

namespace trackmeet::app {

/// Sessions that a baseline file keeps; the oldest go first (git remembers them).
inline constexpr std::size_t most_sessions = 20;

/// Why `run` should not become a baseline as it is, in sentences: a dirty tree, an unknown commit, failures, noise
/// while it was measured.
std::vector<std::string> objections_to(const model::Run& run);

/// The regressions of any severity in `comparison`, as `matmul_large: +12.3 % real_time`.
std::vector<std::string> regressions_in(const compare::Comparison& comparison);

/// Whether `run` measured the commit that `baseline` blesses: then what differs between them is the machine's mood.
bool same_program(const model::Baseline& baseline, const model::Run& run);

/// `old`, if there is one, with `blessed` as its newest session.
model::Baseline with_session(std::optional<model::Baseline> old, model::BlessedRun blessed);

/// One run of the two sides of an A/A session: the same build, so all its rounds count.
model::Run merge_sides(const model::Run& base, const model::Run& head);

}  // namespace trackmeet::app
