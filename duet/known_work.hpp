// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "duet/options.hpp"
#include "duet/outcome.hpp"
#include "duet/play.hpp"
#include "machine/diagnosis.hpp"
#include "runner/suite_program.hpp"

namespace trackmeet::duet {

/// The suite of known work, and how long each duet of it may take.
struct KnownWork {
  runner::SuiteProgram canary;  ///< slows down by as many per cent as TRACKMEET_CANARY_SLOWDOWN says
  DuetOptions options{};        ///< its filter is not heeded
};

/// A duet of `kernel`, a benchmark of the canary, with itself. What went wrong is in `failure`.
machine::SelfMeasurement measure_against_itself(const KnownWork& work, const std::string& kernel, DuetContext& context);

/// A duet of `kernel` with itself slowed down by the share `injected`, 0 to 0.25, to a hundredth of a per cent. What
/// went wrong is in `failure`.
machine::Canary try_canary(const KnownWork& work, const std::string& kernel, double injected, DuetContext& context);

/// What the two runs of such a duet tell of `kernel`; `seconds`: that measuring took.
machine::SelfMeasurement self_measurement_of(const SuiteRuns& runs, const std::string& kernel, double seconds);
machine::Canary canary_of(const SuiteRuns& runs, const std::string& kernel, double injected, double seconds);

}  // namespace trackmeet::duet
