// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "runner/executor.hpp"
#include "runner/suite_program.hpp"

// How many instructions one iteration of a benchmark executes, as valgrind's callgrind counts them: exact, without
// hardware counters, and the same each time on any machine. Counted is the timed loop of our suites alone
// (suites/support/timed_loop.hpp), in the thread that runs it. What the kernel does is not seen, nor how long an
// instruction takes: fewer may be slower.
namespace trackmeet::runner {

/// The command that counts `benchmark` for `iterations` iterations, warmed up by one run, and leaves callgrind's file
/// at `out_file`. About 50 times slower than without.
Command instruction_command(const SuiteProgram& suite, const std::string& benchmark, std::uint64_t iterations,
                            const std::filesystem::path& out_file);

/// Instructions per iteration from the text of callgrind's file. Errors: it is no such file, is cut short, counts other
/// events, or counted nothing because the program has no timed loop of ours.
Result<double> parse_instructions(std::string_view text, std::uint64_t iterations);

/// Counts, in a temporary folder of its own; `environment` is added to the program's. Errors, each with the way out:
/// the suite is not ours, valgrind is not installed, it does not know an instruction of the suite's, the benchmark
/// failed or took longer than `timeout` (0: none). Only an interruption has the code `usage`.
Result<double> count_instructions(const SuiteProgram& suite, const std::string& benchmark, std::uint64_t iterations,
                                  Executor& executor, std::chrono::milliseconds timeout,
                                  const std::vector<std::string>& environment = {});

}  // namespace trackmeet::runner
