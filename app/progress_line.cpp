// SPDX-License-Identifier: Apache-2.0
#include "app/progress_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "core/printable.hpp"
#include "core/terminal.hpp"
#include "core/units.hpp"

namespace trackmeet::app {
namespace {

constexpr std::chrono::seconds between_log_lines{15};

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

ProgressLine::ProgressLine() : terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::show(const runner::Progress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (terminal_) {
    fmt::print(stderr, "\r\x1b[K{}", progress_text(progress, terminal_width(STDERR_FILENO, 80) - 1));
    std::fflush(stderr);
    shown_ = true;
  } else if (!shown_ || now - last_ >= between_log_lines) {
    fmt::print(stderr, "{}\n", progress_text(progress, 120));
    shown_ = true;
    last_ = now;
  }
}

void ProgressLine::clear() {
  if (terminal_ && shown_) {
    fmt::print(stderr, "\r\x1b[K");
    std::fflush(stderr);
  }
  shown_ = shown_ && !terminal_;
}

}  // namespace trackmeet::app
