// SPDX-License-Identifier: Apache-2.0
#pragma once

// For the source that holds `main`, which is compiled for each suite on its own: the macros, set by the build, say what
// that suite is.

#include "core/clock.hpp"
#include "suites/support/built_commit.hpp"
#include "suites/support/results.hpp"

namespace trackmeet::suites {

inline Identity this_suite() {
  return {.name = TRACKMEET_SUITE_NAME,
          .built = {.commit = built_commit.commit,
                    .branch = built_commit.branch,
                    .dirty = built_commit.dirty,
                    .commit_time = from_iso8601(built_commit.commit_time),
                    .describe = built_commit.describe},
          .build = {.compiler = TRACKMEET_COMPILER, .flags = TRACKMEET_FLAGS, .build_type = TRACKMEET_BUILD_TYPE}};
}

}  // namespace trackmeet::suites
