// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "core/result.hpp"
#include "runner/executor.hpp"

namespace trackmeet::app {

/// What is tried: the program and one of its suites, from outside, as a user's build would call them.
struct Installation {
  std::filesystem::path program;  ///< trackmeet itself
  std::filesystem::path suite;    ///< a suite executable
  std::filesystem::path scratch;  ///< an empty folder to write to
};

/// Told of each check as it ends: what holds, or what does not.
using CheckEnded = std::function<void(const Result<std::string>& found)>;

/// Measures one benchmark, reads what was written, and compares it with itself, with a copy that is three times as slow
/// and with a broken file: each must get the verdict and the exit status that it deserves. Ends at the first check that
/// fails, since each rests on those before it; true if none did.
bool self_test(const Installation& installation, runner::Executor& executor, const CheckEnded& ended);

}  // namespace trackmeet::app
