// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compare/comparison.hpp"
#include "model/metric.hpp"

namespace trackmeet::report {

// The words and numbers of a comparison that text and Markdown share. Everything returned is safe to show (see `shown`)
// and of bounded length.

/// What a person calls the metric: `time`, `cpu time`, `peak memory`, `allocations`; others by their own name.
std::string metric_label(std::string_view metric);

/// `12.34 ms`; `-` where there is no value (NaN).
std::string quantity_text(double value, std::string_view unit);

/// `+53.2 %`, or `+3 B` where a row is compared by difference. Positive is worse, whichever way the metric is good. `-`
/// for NaN.
std::string change_text(const compare::ComparedRow& row);

/// `[+50.1, +56.6] %`, or `[+2 B, +4 B]` by difference; `-` where there is none.
std::string interval_text(const compare::ComparedRow& row);

/// `regression severe`, `unchanged`, `new`.
std::string verdict_text(const compare::ComparedRow& row);

/// The first seven digits of a commit, with `-dirty` if it was; without a commit, what describes it; else `unknown
/// commit`.
std::string commit_text(std::string_view commit, std::string_view describe, bool dirty);

/// When and how often a side was measured: `3 sessions, 2026-11-20`; empty if nothing is known.
std::string measured_text(const compare::SideSummary& side);

/// `x86_64-amd-epyc-2c-debian-12`, or both classes with an arrow where they differ; empty if neither is known.
std::string machine_text(const compare::Comparison& comparison);

/// `compiler GNU 12.2.0 -> GNU 13.1.0`
std::string difference_text(const compare::Difference& difference);

/// How much of a change may be the mood of the machine, and where that is known from.
std::string spread_text(const compare::SessionSpread& spread);

/// `time: +1.23 % [-0.50, +3.00] % over 22 benchmarks`: how the benchmarks changed in one metric, as a geometric mean.
/// With ` in SUITE` where the suite is given.
std::string mean_text(const compare::MeanChange& mean);

/// The means that a summary shows, the most important first: of several benchmarks, not of what repeats the time or has
/// no known direction, and not more than six. Their suites are given if there are several.
std::vector<compare::MeanChange> means_shown(const compare::Comparison& comparison);

/// `1 regression (1 severe), 21 unchanged, 2 inconclusive. Gate: minor.`
std::string counts_text(const compare::Comparison& comparison);

/// The same in pieces that should not be torn, with blanks to go between them.
std::vector<std::string> counts_parts(const compare::Comparison& comparison);

/// `PASS`, `FAIL` or `UNDECIDED`: the exit status as a word.
std::string_view outcome_word(int exit_status);

}  // namespace trackmeet::report
