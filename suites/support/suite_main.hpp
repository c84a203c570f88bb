// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suites/support/results.hpp"

namespace trackmeet::suites {

/// The `main` of a suite: reads the command line, lists or runs the registered benchmarks, and returns the exit status
/// (0, or 2 if anything was wrong). main.cpp, which every suite is linked with, calls it.
int suite_main(int argc, const char* const* argv, const Identity& identity);

}  // namespace trackmeet::suites
