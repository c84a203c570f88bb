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

duet::DuetProgress duet_under_way() {
  duet::DuetProgress progress;
  progress.stage = duet::DuetStage::measuring;
  progress.benchmark = "softmax_small";
  progress.done = 420;
  progress.decided = 12;
  progress.open = 8;
  progress.seconds_left = 45.2;
  progress.worst = "conv2d_direct";
  progress.worst_change = 0.031;
  return progress;
}

TEST(ProgressLine, TellsHowADuetStandsAndWhatLooksWorst) {
  EXPECT_EQ(progress_text(duet_under_way(), 100),
            "duet  420 blocks  12 decided, 8 open  worst conv2d_direct +3.10 %  at most 45 s left");
  duet::DuetProgress quiet = duet_under_way();
  quiet.worst.clear();
  quiet.worst_change = 0;
  quiet.failed = 1;
  EXPECT_EQ(progress_text(quiet, 100), "duet  420 blocks  12 decided, 8 open, 1 failed  at most 45 s left");
  for (const std::size_t width : {20U, 40U, 60U})
    EXPECT_LE(display_width(progress_text(duet_under_way(), width)), width);
}

TEST(ProgressLine, NamesWhatIsRehearsedOrCounted) {
  duet::DuetProgress progress;
  progress.benchmark = "softmax_small";
  progress.done = 3;
  progress.total = 20;
  EXPECT_EQ(progress_text(progress, 100), "duet  rehearsing  [3/20]  softmax_small");
  progress.stage = duet::DuetStage::counting;
  EXPECT_EQ(progress_text(progress, 100), "duet  counting instructions  [3/20]  softmax_small");
}

}  // namespace
}  // namespace trackmeet::app
