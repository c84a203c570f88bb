// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "compare/comparison.hpp"
#include "model/run.hpp"
#include "report/text_options.hpp"

namespace trackmeet::report {

/// Several suites measured in one go, a line each: how many benchmarks, how many failed, how far the rounds spread.
/// Ends with a newline; empty for fewer than two.
std::string render_overview(std::span<const model::Run> runs, const TextOptions& options);

/// Several suites compared in one go, a line each: how many rows of each verdict, and the conclusion.
std::string render_overview(std::span<const compare::Comparison> comparisons, const TextOptions& options);

}  // namespace trackmeet::report
