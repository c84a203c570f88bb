// SPDX-License-Identifier: Apache-2.0
#include "app/progress_line.hpp"

#include <gtest/gtest.h>

#include "core/printable.hpp"

namespace trackmeet::app {
namespace {

runner::Progress sample() { return {"tensor_ops", "matmul_large", "round 3/10", 67, 230, 45.2, 0}; }

TEST(ProgressLine, TellsWhereASessionStands) {
  EXPECT_EQ(progress_text(sample(), 100), "tensor_ops  round 3/10  [67/230]  matmul_large  about 45 s left");
}

TEST(ProgressLine, LeavesOutWhatIsNotKnownAndNamesFailures) {
  runner::Progress progress = sample();
  progress.seconds_left = -1;
  progress.failed = 2;
  EXPECT_EQ(progress_text(progress, 100), "tensor_ops  round 3/10  [67/230]  2 failed  matmul_large");
}

TEST(ProgressLine, KeepsWithinTheTerminalWhateverTheNames) {
  runner::Progress progress = sample();
  progress.benchmark = "\x1b[2J" + std::string(10'000, 'x');
  for (const std::size_t width : {20U, 60U, 80U}) {
    const std::string text = progress_text(progress, width);
    EXPECT_LE(display_width(text), width);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
  }
}

}  // namespace
}  // namespace trackmeet::app
