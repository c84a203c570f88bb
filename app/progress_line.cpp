// SPDX-License-Identifier: Apache-2.0
#include "app/progress_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "core/printable.hpp"
#include "core/say.hpp"
#include "core/terminal.hpp"
#include "core/units.hpp"

namespace trackmeet::app {
namespace {

constexpr std::chrono::seconds between_log_lines{15};
constexpr std::chrono::milliseconds between_looks{100};  ///< at a terminal

}  // namespace

std::string progress_text(const runner::Progress& progress, std::size_t width) {
  std::string text =
      fmt::format("{}  {}  [{}/{}]", printable(progress.suite), progress.phase, progress.done, progress.total);
  if (progress.failed > 0) text += fmt::format("  {} failed", progress.failed);
  std::string left;
  if (progress.seconds_left >= 0) left = fmt::format("  about {} left", format_duration(progress.seconds_left));
  const std::size_t used = display_width(text) + display_width(left) + 2;
  if (used + 8 <= width) text += "  " + elide_middle(printable(progress.benchmark), width - used);
  return elide_middle(text + left, width);
}

std::string progress_text(const duet::DuetProgress& progress, std::size_t width) {
  if (progress.stage != duet::DuetStage::measuring)
    return elide_middle(
        fmt::format("duet  {}  [{}/{}]  {}",
                    progress.stage == duet::DuetStage::rehearsing ? "rehearsing" : "counting instructions",
                    progress.done, progress.total, printable(progress.benchmark)),
        width);
  std::string text = fmt::format("duet  {}  {} decided, {} open", format_count(progress.done, "block"),
                                 progress.decided, progress.open);
  if (progress.failed > 0) text += fmt::format(", {} failed", progress.failed);
  std::string end;
  if (progress.seconds_left >= 0) end = fmt::format("  at most {} left", format_duration(progress.seconds_left));
  const std::string change = format_change(progress.worst_change);
  const std::size_t used = display_width(text) + display_width(end) + display_width("  worst  " + change);
  if (!progress.worst.empty() && used + 8 <= width)
    text += fmt::format("  worst {} {}", elide_middle(printable(progress.worst), width - used), change);
  return elide_middle(text + end, width);
}

ProgressLine::ProgressLine() : terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::show(const std::function<std::string(std::size_t)>& text) {
  const auto now = std::chrono::steady_clock::now();
  if (shown_ && now - last_ < (terminal_ ? std::chrono::milliseconds(between_looks) : between_log_lines)) return;
  if (terminal_)
    say("\r\x1b[K{}", text(terminal_width(STDERR_FILENO, 80) - 1));
  else
    say("{}\n", text(120));
  std::fflush(stderr);
  shown_ = true;
  last_ = now;
}

void ProgressLine::clear() {
  if (terminal_ && shown_) {
    say("\r\x1b[K");
    std::fflush(stderr);
  }
  shown_ = shown_ && !terminal_;
}

}  // namespace trackmeet::app
