// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"

namespace trackmeet {

/// One program to start. Nothing passes through a shell.
struct Command {
  std::vector<std::string> argv{};               ///< argv[0] is a path, or a name that is looked up in PATH
  std::vector<std::string> extra_environment{};  ///< `NAME=value`, on top of ours
  std::string working_folder{};                  ///< empty: ours
  std::chrono::milliseconds timeout{0};          ///< the whole process group is killed after it; 0: never
  std::uint64_t memory_limit_bytes = 0;          ///< RLIMIT_AS; 0: none
  std::size_t output_limit_bytes = 1U << 20U;    ///< of each stream; of longer output the end is kept
  bool guarded = false;  ///< if we are killed, all that the program started is, too; costs a process (`Guardian`)
};

enum class ProcessEnd { exited, signalled, timed_out, interrupted };

/// How it went.
struct ProcessOutcome {
  ProcessEnd end = ProcessEnd::exited;
  int exit_status = 0;  ///< if exited
  int signal = 0;       ///< if signalled
  std::string out;      ///< standard output, the last `output_limit_bytes`
  std::string err;      ///< standard error, likewise
  double seconds = 0;   ///< from start, fork and exec included, to end
  /// As the kernel counts it; absent where it cannot be told from our own.
  std::optional<std::uint64_t> peak_rss_bytes;
};

/// Runs `command` to its end, with standard input closed. Children never outlive us: the child is in a process group of
/// its own that is killed on timeout and on interruption, and the kernel kills it if we die (a `guarded` one with all
/// that it started). `stop`, if given, is
/// looked at several times a second; once true, the group is killed and the outcome is `interrupted`. An error means
/// that it could not be started. To the kernel the calling thread is us: the child dies with it.
Result<ProcessOutcome> run_process(const Command& command, const std::atomic<bool>* stop = nullptr);

/// The last `lines` lines of `text`, for showing what a failed process said.
std::string last_lines(const std::string& text, std::size_t lines);

}  // namespace trackmeet
