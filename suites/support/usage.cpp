// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "suites/support/options.hpp"

namespace trackmeet::suites {

std::string usage(const std::string& name) {
  constexpr const char* text =
      R"(Trackmeet suite {0}: times its benchmarks, each after its result was checked against a naive reference.

Usage: {0} [flag]...

  --help            print this
  --list[=long]     print the names of the benchmarks; 'long': with profile and how often each is run
  --profile=NAME    quick (the default) or full, which has all benchmarks
  --data=NAME|DIR   the data to work on, for suites that read any: a data set that scripts/fetch-data fetched, a folder
                    or a file; otherwise data is generated, the same every time
  --filter=REGEX    only those in whose name REGEX is found (ECMAScript); with a leading '-', only the others
  --iterations=N    run each for exactly N iterations
  --min-time=S      run each for at least S seconds (0.5 unless said otherwise)
  --repetitions=N   time each N times
  --warm-up=MS      run each for at least MS milliseconds before it is timed (5 unless said otherwise); 0: once
  --check=no        do not compare results with the reference before they are timed: for a runner that starts hundreds of
                    processes of one build, and has had the first of them check
  --out=DIR         also write DIR/<UTC time>_<commit>_<suite>.json, a Trackmeet results file
  --benchmark_...   any flag of Google Benchmark, such as --benchmark_format=json or --benchmark_out=FILE

All benchmarks share one process here, and so its mood: 'trackmeet run' gives each its own, in rounds, which is what comparing needs.

Examples:
  {0} --list
  {0} --filter='_small$' --min-time=0.1
  {0} --out results
  {0} --benchmark_filter='^one_name$' --iterations=100 --benchmark_out=one.json

Exit status:
  0  all went well
  2  a wrong result, a benchmark that failed, a mistake on the command line, or a file that could not be written
)";
  return fmt::format(fmt::runtime(text), name);
}

}  // namespace trackmeet::suites
