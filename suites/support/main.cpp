// SPDX-License-Identifier: Apache-2.0
// Linked into every suite, and compiled for each on its own: the macros, set by the build, say what that suite is.

#include "core/clock.hpp"
#include "suites/support/built_commit.hpp"
#include "suites/support/suite_main.hpp"

int main(int argc, char** argv) {
  using trackmeet::suites::built_commit;
  return trackmeet::suites::suite_main(
      argc, argv,
      {.name = TRACKMEET_SUITE_NAME,
       .built = {.commit = built_commit.commit,
                 .branch = built_commit.branch,
                 .dirty = built_commit.dirty,
                 .commit_time = trackmeet::from_iso8601(built_commit.commit_time),
                 .describe = built_commit.describe},
       .build = {.compiler = TRACKMEET_COMPILER, .flags = TRACKMEET_FLAGS, .build_type = TRACKMEET_BUILD_TYPE}});
}
