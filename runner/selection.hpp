// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "runner/suite_program.hpp"

namespace trackmeet::runner {

/// The benchmarks of `suite` in whose name `filter` (ECMAScript) is found, in the suite's order; may be none. An error
/// if it is no regular expression.
Result<std::vector<std::string>> matching_benchmarks(const SuiteProgram& suite, const std::string& filter);

/// The same, and none at all is an error that names near ones, or the profile that has them.
Result<std::vector<std::string>> select_benchmarks(const SuiteProgram& suite, const std::string& filter);

}  // namespace trackmeet::runner
