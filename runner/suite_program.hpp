// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "runner/executor.hpp"

namespace trackmeet::runner {

/// How an executable is told how long to run. Google Benchmark changed this in 1.8, and only ours and the new one can
/// be told a number of iterations.
enum class Dialect {
  trackmeet,   ///< our suites: `--iterations=N`
  gbench_new,  ///< Google Benchmark from 1.8: `--benchmark_min_time=0.1s`, `--benchmark_min_time=100x`
  gbench_old,  ///< before: `--benchmark_min_time=0.1`, no way to fix the iterations
};

/// A suite executable as it answered when asked what it is.
struct SuiteProgram {
  std::string name;            ///< of its results and its baseline: the file's, without its ending, until it is set
  std::filesystem::path path;  ///< absolute
  Dialect dialect = Dialect::gbench_old;
  std::vector<std::string> benchmarks;   ///< in its own order
  std::vector<std::string> once{};       ///< those of them that take seconds and are visited in one round only
  std::vector<std::string> left_out{};   ///< benchmarks that it has, but not in the profile that was asked for
  std::vector<std::string> arguments{};  ///< for each process: which profile, which data
  bool can_skip_check = false;           ///< knows `--check=no` and `--warm-up=MS`
};

/// What is asked of a suite of ours; others know neither and are left alone.
struct SuiteWish {
  bool full_profile = false;  ///< all benchmarks, not the quick ones alone
  std::string data{};         ///< for `--data`; empty: what the suite has built in
};

/// Asks the executable at `path` for its help (which tells the dialect) and its benchmarks. An error if it is missing,
/// not executable, hangs for longer than `timeout`, or is no Google Benchmark program.
Result<SuiteProgram> probe_suite(const std::filesystem::path& path, Executor& executor,
                                 std::chrono::milliseconds timeout, const SuiteWish& wish = {});

/// How much one process is to measure.
struct Amount {
  double min_time_s = 0.1;                  ///< used where `iterations` is not set or cannot be
  std::optional<std::uint64_t> iterations;  ///< exactly so many, in each repetition
  std::uint64_t repetitions = 1;            ///< one after the other in one process
  /// One of many processes like it: no check of the result, and a short warm-up, where the suite can be told so.
  bool brief = false;
};

/// The command that measures `benchmark` alone in a process of its own and writes Google Benchmark JSON to `out_file`.
Command benchmark_command(const SuiteProgram& suite, const std::string& benchmark, const Amount& amount,
                          const std::filesystem::path& out_file);

/// `name` as a regular expression that matches it and nothing else (`^matmul/100\.5$`).
std::string exact_pattern(const std::string& name);

}  // namespace trackmeet::runner
