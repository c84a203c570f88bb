// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/result.hpp"
#include "model/run.hpp"
#include "runner/executor.hpp"
#include "runner/suite_program.hpp"
#include "runner/surroundings.hpp"

namespace trackmeet::runner {

/// What to measure and how. One session measures one suite.
struct SessionOptions {
  std::string filter = ".";                    ///< ECMAScript regular expression, found anywhere in a benchmark's name
  unsigned rounds = 10;                        ///< at least 1, at most a million; of each side in an A/A session
  unsigned warmup_rounds = 1;                  ///< visited first and thrown away
  double min_time_s = 0.05;                    ///< aim of the calibration, per process
  std::chrono::milliseconds timeout{120'000};  ///< per process
  std::uint64_t memory_limit_bytes = 0;        ///< per process; 0: none
  std::uint64_t seed = 0;                      ///< of the order; 0: one is drawn, and recorded
  std::filesystem::path out_folder = "results";
  std::map<std::string, std::uint64_t>
      iterations;               ///< counts known from before (a baseline): equal work on both sides of a comparison
  bool against_itself = false;  ///< A/A: two sides of the same build, interleaved by a recorded coin
};

/// Where a session stands, for the progress line.
struct Progress {
  std::string suite;
  std::string benchmark;  ///< the one being measured
  std::string phase;      ///< `calibrating`, `warming up`, `round 3/10`
  std::size_t done = 0;   ///< processes
  std::size_t total = 0;
  double seconds_left = 0;  ///< estimated from what was measured so far; negative: not known yet
  std::size_t failed = 0;
};
using ProgressObserver = std::function<void(const Progress&)>;

/// Everything that a session touches outside itself.
struct SessionContext {
  Executor& executor;
  const Clock& clock;
  ProgressObserver on_progress{};  ///< may be empty
  LookAround look{look_around};    ///< what tells where it is measured; tests bring their own
};

/// What a session yielded: one run, or the two sides of an A/A session.
struct SessionResult {
  std::vector<model::Run> runs;
  std::vector<std::filesystem::path> files;  ///< where they were written, in the same order
  bool interrupted = false;                  ///< stopped early: no file was written, `journal` continues it
  std::filesystem::path journal;             ///< if interrupted
};

/// Measures `suite`: calibrates the iteration count of each benchmark once, visits every benchmark once a round, each
/// in its own process, in a seeded order, and writes the results file. Each finished process is in the journal
/// (`<out>/.journal/<id>.jsonl`) before the next one starts. A benchmark that fails is recorded with its reason and not
/// visited again; the others go on. Errors: nothing matches the filter (names near ones), the folder is not writable,
/// the disk is full.
Result<SessionResult> measure(const SuiteProgram& suite, const SessionOptions& options, SessionContext& context);

/// Continues the session of a journal. Refused if the executable changed since, or another process is on it.
Result<SessionResult> resume(const std::filesystem::path& journal, SessionContext& context);

/// The journals of unfinished sessions below `out_folder`, newest first.
std::vector<std::filesystem::path> unfinished_sessions(const std::filesystem::path& out_folder);

}  // namespace trackmeet::runner
