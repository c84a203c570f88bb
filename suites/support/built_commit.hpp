// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace trackmeet::suites {

/// The commit that a suite was built from, as the build stamped it in (`trackmeet_stamp_commit` in
/// cmake/BuiltCommit.cmake). All strings are UTF-8 and never null; empty: not known.
struct BuiltCommit {
  const char* commit;       ///< 40 hex digits; empty: no repository (an extracted tarball), or no commit yet
  const char* branch;       ///< empty: detached
  bool dirty;               ///< the work tree differed from the commit
  const char* commit_time;  ///< `2026-11-21T09:15:11Z`
  const char* describe;     ///< like `git describe --always --tags --dirty`
};

extern const BuiltCommit built_commit;

}  // namespace trackmeet::suites
