// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/result.hpp"
#include "duet/contender.hpp"
#include "duet/options.hpp"
#include "duet/outcome.hpp"
#include "runner/executor.hpp"
#include "runner/surroundings.hpp"

namespace trackmeet::duet {

enum class DuetStage { rehearsing, counting, measuring };

/// Where a duet stands, for the progress line.
struct DuetProgress {
  DuetStage stage = DuetStage::rehearsing;  ///< finding out how long everything takes, counting instructions, or blocks
  std::string benchmark;                    ///< the one being measured
  std::size_t done = 0;                     ///< benchmarks rehearsed or counted, or blocks measured
  std::size_t total = 0;                    ///< benchmarks to rehearse; of blocks 0: it depends on what they tell
  std::size_t decided = 0;                  ///< benchmarks
  std::size_t open = 0;                     ///< benchmarks that may still be decided
  std::size_t failed = 0;                   ///< benchmarks
  double seconds_left = -1;                 ///< at most; negative: not known yet
  std::string worst;                        ///< the benchmark that looks worst so far; empty: none looks worse at all
  double worst_change = 0;                  ///< its change so far: 0.1 is ten per cent slower
};

/// Everything that a duet touches outside itself.
struct DuetContext {
  runner::Executor& executor;
  const Clock& clock;
  std::function<void(const DuetProgress&)> on_progress{};  ///< may be empty
  runner::LookAround look{runner::look_around};            ///< what tells where it is measured; tests bring their own
};

/// What a duet yielded.
struct DuetResult {
  std::vector<SuiteRuns> suites;             ///< in the order of the matches
  std::vector<std::filesystem::path> files;  ///< base and head of each, in the same order; empty if interrupted
  bool interrupted = false;                  ///< stopped early: `suites` is what is known so far
  std::filesystem::path journal;             ///< continues it, if interrupted; empty: nothing had been measured
  double measured_s = 0;                     ///< wall time of measuring blocks
  double processes_s = 0;                    ///< of it, within the measured processes
  std::size_t blocks = 0;                    ///< measured now, without those of a journal
};

/// Measures both builds of all matches in interleaved blocks until each benchmark is decided or the budget is used up,
/// and writes two results files for each suite. Before the first block everything is rehearsed once: one iteration
/// count for both sides is found, and how many blocks there is time for. Each finished block is in the journal
/// (`<out>/.duets/<id>.jsonl`) before the next one starts. A benchmark that fails on either side is recorded with its
/// reason; the others go on. Errors: nothing matches the filter, the folder is not writable, the disk is full.
Result<DuetResult> play(const std::vector<Match>& matches, const DuetOptions& options, DuetContext& context);

/// Continues the duet of a journal. Refused if an executable changed since, or another process is on it.
Result<DuetResult> resume(const std::filesystem::path& journal, DuetContext& context);

/// The journals of unfinished duets below `out_folder`, newest first.
std::vector<std::filesystem::path> unfinished_duets(const std::filesystem::path& out_folder);

}  // namespace trackmeet::duet
