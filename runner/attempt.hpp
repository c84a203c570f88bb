// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include <tl/expected.hpp>
#include "core/clock.hpp"
#include "core/process.hpp"
#include "model/run.hpp"

namespace trackmeet::runner {

/// How one process of a session went, as the journal keeps it.
struct Attempt {
  std::size_t visit = 0;  ///< index into the session's visits
  ProcessEnd end = ProcessEnd::exited;
  int status = 0;  ///< the exit status or the signal
  double seconds = 0;
  std::optional<std::uint64_t> peak_rss_bytes;
  std::string said;    ///< the last lines of its standard error
  std::string output;  ///< the results that it wrote; empty: none
  UtcTime finished{};
};

/// Why a process yielded nothing that counts.
struct Shortfall {
  model::FailureReason reason = model::FailureReason::error;
  std::string detail;  ///< a sentence, with the last lines it printed
};

/// The limits that it ran under, without which it cannot be told why it ended.
struct Limits {
  std::chrono::milliseconds timeout{0};
  std::uint64_t memory_bytes = 0;
};

/// What the process measured: its rows without summaries, never none.
tl::expected<model::Run, Shortfall> judge_attempt(const Attempt& attempt, const Limits& limits);

/// What a process had to say on its standard error: its last lines, without the banner that Google Benchmark prints
/// there.
std::string last_words(const std::string& standard_error);

/// `SIGSEGV`; `signal 77` for those without a name of their own.
std::string signal_name(int signal);

}  // namespace trackmeet::runner
