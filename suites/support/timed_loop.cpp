// SPDX-License-Identifier: Apache-2.0
// Alone in its file: a compiler that saw the callers could make a copy for them, under another name.
#include "suites/support/timed_loop.hpp"

#include <benchmark/benchmark.h>

[[gnu::noinline]] void trackmeet_timed_loop(trackmeet::suites::Work& work, std::uint64_t iterations) {
  for (; iterations > 0; --iterations) {
    work.run();
    benchmark::ClobberMemory();
  }
}
