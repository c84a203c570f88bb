// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

namespace trackmeet::machine {

/// The CI service that runs us.
struct Ci {
  std::string provider;  ///< `github`, `gitlab`, …, `ci` for one that we do not know; empty: not in CI
  std::string run_id;    ///< its name for this run; empty: not known
};

/// Gives the value of an environment variable; empty if it is not set.
using Environment = std::function<std::string(const char* name)>;

/// The environment of this process.
std::string process_environment(const char* name);

Ci find_ci(const Environment& environment = process_environment);

}  // namespace trackmeet::machine
