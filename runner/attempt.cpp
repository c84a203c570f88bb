// SPDX-License-Identifier: Apache-2.0
#include "runner/attempt.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/printable.hpp"
#include "core/units.hpp"
#include "model/results_file.hpp"

namespace trackmeet::runner {
namespace {

using model::FailureReason;

/// `; it said: first line / second line`, safe to show.
std::string quoted(const std::string& said) {
  std::string line = said;
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
  if (line.empty()) return {};
  for (std::size_t at = line.find('\n'); at != std::string::npos; at = line.find('\n', at)) line.replace(at, 1, " / ");
  return "; it said: " + printable(line);
}

/// The complaint of a reader without the `line 12: ` of a file that is gone.
std::string without_line(const std::string& complaint) {
  const std::size_t colon = complaint.find(": ");
  const bool numbered = complaint.starts_with("line ") && colon != std::string::npos;
  return numbered ? complaint.substr(colon + 2) : complaint;
}

bool ran_out_of_memory(const Attempt& attempt, const Limits& limits) {
  if (limits.memory_bytes == 0) return false;
  if (attempt.end == ProcessEnd::signalled && attempt.status == SIGKILL) return true;
  const bool failed = attempt.end == ProcessEnd::signalled || attempt.status != 0;
  constexpr std::string_view signs[] = {"bad_alloc", "Cannot allocate memory", "out of memory"};
  return failed && std::ranges::any_of(
                       signs, [&](std::string_view sign) { return attempt.said.find(sign) != std::string::npos; });
}

std::optional<Shortfall> early_end(const Attempt& attempt, const Limits& limits) {
  if (attempt.end == ProcessEnd::timed_out) {
    const double seconds = std::chrono::duration<double>(limits.timeout).count();
    return Shortfall{FailureReason::timeout,
                     fmt::format("did not end within {}{}", format_duration(seconds), quoted(attempt.said))};
  }
  if (ran_out_of_memory(attempt, limits))
    return Shortfall{FailureReason::memory,
                     fmt::format("needed more than the {} it was allowed{}",
                                 format_quantity(static_cast<double>(limits.memory_bytes), "B"), quoted(attempt.said))};
  if (attempt.end == ProcessEnd::signalled)
    return Shortfall{FailureReason::crash,
                     fmt::format("was ended by {}{}{}", signal_name(attempt.status),
                                 attempt.status == SIGKILL ? " (perhaps by the kernel, short of memory)" : "",
                                 quoted(attempt.said))};
  if (attempt.status != 0)
    return Shortfall{FailureReason::error,
                     fmt::format("ended with exit status {}{}", attempt.status, quoted(attempt.said))};
  return std::nullopt;
}

}  // namespace

tl::expected<model::Run, Shortfall> judge_attempt(const Attempt& attempt, const Limits& limits) {
  if (std::optional<Shortfall> shortfall = early_end(attempt, limits)) return tl::make_unexpected(*shortfall);
  const auto error = [&](std::string what) {
    return tl::make_unexpected(Shortfall{FailureReason::error, std::move(what) + quoted(attempt.said)});
  };
  if (attempt.output.empty()) return error("wrote no results");
  Result<model::Run> run = model::parse_run(attempt.output, "what the benchmark wrote");
  if (!run) return error(fmt::format("wrote results that cannot be read: {}", printable(run.error().message)));
  if (!run->failures.empty())
    return tl::make_unexpected(Shortfall{FailureReason::error, printable(without_line(run->failures.front().detail))});
  std::erase_if(run->rows, [](const model::Row& row) { return !row.aggregate.empty(); });
  if (run->rows.empty()) return error("measured nothing");
  return std::move(*run);
}

std::string last_words(const std::string& standard_error) {
  constexpr std::size_t lines = 5;
  constexpr std::size_t longest = 2000;
  constexpr std::string_view banner[] = {
      "Running ", "Run on (", "CPU Caches:", "  L", "Load Average:", "***WARNING***"};
  std::string telling;
  for (std::size_t start = 0; start < standard_error.size();) {
    const std::size_t end = std::min(standard_error.find('\n', start), standard_error.size());
    const std::string line = standard_error.substr(start, end - start);
    start = end + 1;
    const bool is_date = line.size() == std::string_view("2026-11-21T09:15:11+00:00").size() &&
                         from_iso8601(line.substr(0, 19) + "Z").has_value();
    const bool is_banner = std::ranges::any_of(banner, [&](std::string_view with) { return line.starts_with(with); });
    if (!is_date && !is_banner) telling += line + "\n";
  }
  telling = last_lines(telling, lines);
  if (telling.size() > longest) telling.erase(0, telling.size() - longest);
  return telling;
}

std::string signal_name(int signal) {
  constexpr std::pair<int, const char*> names[] = {
      {SIGSEGV, "SIGSEGV"}, {SIGABRT, "SIGABRT"}, {SIGFPE, "SIGFPE"},   {SIGILL, "SIGILL"}, {SIGBUS, "SIGBUS"},
      {SIGKILL, "SIGKILL"}, {SIGTERM, "SIGTERM"}, {SIGINT, "SIGINT"},   {SIGHUP, "SIGHUP"}, {SIGQUIT, "SIGQUIT"},
      {SIGPIPE, "SIGPIPE"}, {SIGALRM, "SIGALRM"}, {SIGTRAP, "SIGTRAP"}, {SIGSYS, "SIGSYS"}, {SIGXCPU, "SIGXCPU"},
      {SIGXFSZ, "SIGXFSZ"}, {SIGUSR1, "SIGUSR1"}, {SIGUSR2, "SIGUSR2"},
  };
  for (const auto& [number, name] : names)
    if (number == signal) return name;
  return fmt::format("signal {}", signal);
}

}  // namespace trackmeet::runner
