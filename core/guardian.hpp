// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include "core/descriptor.hpp"

namespace trackmeet {

/// A small process that ends a process group once we are gone, however we went, kill -9 included: it asks first, since
/// build tools then end their compilers, which are in groups of their own, and kills half a second later. The kernel
/// does that only for a child itself, not for what the child started. Where it cannot be started (no more processes)
/// there is no guard, and nothing else changes.
class Guardian {
public:
  explicit Guardian(pid_t group);
  ~Guardian();  ///< stands down: the group is nobody's concern any more
  Guardian(const Guardian&) = delete;
  Guardian& operator=(const Guardian&) = delete;

private:
  Descriptor lifeline_;  ///< closed by the kernel when we die
  pid_t pid_ = -1;
};

}  // namespace trackmeet
