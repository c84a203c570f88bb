// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

#include "duet/play.hpp"
#include "runner/session.hpp"

namespace trackmeet::app {

/// The progress of long work on standard error: one line that is rewritten on a terminal, and now and then a line
/// elsewhere (CI logs).
class ProgressLine {
public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// Shows what `text` says in at most so many columns. It is not asked more often than a person can read.
  void show(const std::function<std::string(std::size_t width)>& text);

  /// Wipes the line from the terminal, so that other output starts at its left edge.
  void clear();

private:
  bool terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point last_{};
};

/// `tensor_ops  round 3/10  [67/230]  matmul_large  about 45 s left`, cut to `width` columns.
std::string progress_text(const runner::Progress& progress, std::size_t width);

/// `duet  420 blocks  12 decided, 8 open  worst conv2d +3.1 %  at most 45 s left`, cut to `width` columns.
std::string progress_text(const duet::DuetProgress& progress, std::size_t width);

}  // namespace trackmeet::app
