// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/run.hpp"
#include "runner/suite_program.hpp"

namespace trackmeet::duet {

/// One of the two builds of a suite.
struct Contender {
  runner::SuiteProgram suite;
  /// `NAME=value` for its processes. Of equal length on both sides: where the stack begins depends on it.
  std::vector<std::string> environment{};
  std::filesystem::path counted{};    ///< the executable whose instructions are counted; empty: the suite's own
  std::optional<model::Git> built{};  ///< the commit that it was built from, where that is known for certain
};

/// Two builds of one suite.
struct Match {
  Contender base;
  Contender head;
  std::vector<std::string> benchmark_changes{};  ///< files of the suite's own folder that differ between the two
};

}  // namespace trackmeet::duet
