// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include "core/descriptor.hpp"
#include "core/process.hpp"
#include "core/result.hpp"

namespace trackmeet {

/// A program that runs, and the ends of its pipes that are ours.
struct Child {
  pid_t pid = -1;  ///< also the id of its process group; must be waited for by whoever asked for it
  Descriptor out;  ///< its standard output; does not block
  Descriptor err;  ///< its standard error; does not block
  Descriptor
      alive;  ///< a pidfd, readable once the child has ended; not open on kernels that have none (before Linux 5.3)
};

/// Starts the program of `command` (its timeout and output limit are not looked at). Returns once the program itself
/// runs; an error names the program and says why it could not be started. Used by `run_process`, which is what to call.
Result<Child> spawn(const Command& command);

}  // namespace trackmeet
