// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "compare/comparison.hpp"

namespace trackmeet::report {

/// Comparisons as JUnit XML, for the test pages of Jenkins, GitLab and others: a testsuite for each suite, a testcase
/// for each row, `failure` for a regression at or above the gate, `error` for what failed or is missing, `skipped` for
/// what has no answer. A comparison that ends badly as a whole has one testcase more that says so. Valid in both
/// schemas that readers go by, Jenkins' and Ant's. `time` is the head's, in seconds, of the metric `real_time`, else 0.
///
/// Names are those of the benchmarks, made printable, so that nothing is left that XML 1.0 forbids or that a log would
/// obey; from 1 000 columns on they are shortened in the middle. UTF-8, ended by a newline.
std::string render_junit(std::span<const compare::Comparison> comparisons);

}  // namespace trackmeet::report
