// SPDX-License-Identifier: Apache-2.0
#include "runner/measured_process.hpp"

#include <system_error>
#include <utility>

#include "core/file.hpp"

namespace trackmeet::runner {

Attempt attempt_from(const ProcessOutcome& outcome, const std::filesystem::path& out_file, UtcTime finished) {
  constexpr std::size_t largest_output = std::size_t{64} << 20U;  ///< bytes of results from one process
  Attempt attempt;
  attempt.end = outcome.end;
  attempt.status = outcome.end == ProcessEnd::signalled ? outcome.signal : outcome.exit_status;
  attempt.seconds = outcome.seconds;
  attempt.peak_rss_bytes = outcome.peak_rss_bytes;
  attempt.said = last_words(outcome.err);
  attempt.finished = finished;
  std::error_code ignored;
  if (std::filesystem::exists(out_file, ignored)) {
    Result<std::string> output = read_file(out_file, largest_output);
    attempt.output = output ? std::move(*output) : output.error().message;  // no results: judged as such
  }
  std::filesystem::remove(out_file, ignored);
  return attempt;
}

}  // namespace trackmeet::runner
