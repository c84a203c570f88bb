// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/support/options.hpp"

namespace trackmeet::suites {

/// Whether to keep what is reported as JSON, besides showing it.
enum class Record { no, yes };

struct Reported {
  std::vector<std::string>
      failed;        ///< names of the benchmarks that were not timed because something was wrong, each once
  std::string json;  ///< Google Benchmark's JSON of all repetitions, without aggregates; empty unless recorded
};

/// Runs `benchmarks` through Google Benchmark as `options` say. Its table or JSON goes to standard output, and to the
/// file of
/// `--benchmark_out`; names are ours in both, without its suffixes. `context` goes into its JSON. Errors: a flag's
/// value that it refuses, a file that cannot be written.
Result<Reported> run_google_benchmark(const std::string& program, std::span<const Registered* const> benchmarks,
                                      const Options& options,
                                      std::span<const std::pair<std::string, std::string>> context, Record record);

}  // namespace trackmeet::suites
