// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace trackmeet::app {

/// What the program tells the shell.
enum class ExitStatus {
  ok = 0,
  regression = 1,  ///< an answer, not a failure: something is worse
  unanswered = 2,  ///< usage, input, I/O, a failed or missing benchmark
};

}  // namespace trackmeet::app
