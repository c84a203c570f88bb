// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "suites/support/work.hpp"

/// Runs `work` so many times: what is timed, and nothing else. Its name is not mangled and it is never inlined, so that
/// an instrument from outside can look at it alone: `trackmeet duet --instructions` has valgrind count between its
/// beginning and its end (runner/instruction_count.hpp knows the name). Google Benchmark has no part in it. Not called
/// in the extra pass that counts allocations.
extern "C" void trackmeet_timed_loop(trackmeet::suites::Work& work, std::uint64_t iterations);
