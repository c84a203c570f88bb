// SPDX-License-Identifier: Apache-2.0
#include "report/baseline_table.hpp"

#include <gtest/gtest.h>

#include "report/plain_text.hpp"
#include "report/sample_run.hpp"

namespace trackmeet::report {
namespace {

model::BlessedRun session(double factor, const char* blessed_at) {
  model::BlessedRun out;
  out.run = sample::run(factor);
  out.blessed_at = *from_iso8601(blessed_at);
  return out;
}

/// An older commit and two sessions of the blessed one.
model::Baseline three_sessions() {
  model::Baseline out;
  out.suite = "tensor_ops";
  out.machine_class = "x86_64-amd-epyc-2c-debian-12";
  out.sessions = {session(2, "2026-11-01T00:00:00Z"), session(1, "2026-11-21T10:00:00Z"),
                  session(1.03, "2026-11-22T10:00:00Z")};
  out.sessions[0].run.git.commit = "0000000aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  out.sessions[1].reason = "the new allocator saves memory";
  out.sessions[1].overridden = {"relu is 12.3 % slower than the baseline"};
  out.sessions[1].accepted_regressions = {"relu: +12.3 %"};
  return out;
}

TextOptions wide(std::size_t width) {
  TextOptions options;
  options.width = width;
  return options;
}

TEST(BaselineTable, shows_who_was_blessed_and_what_the_blessed_commit_measures) {
  EXPECT_EQ(render_baseline(three_sessions(), wide(100)),
            "tensor_ops   baseline 1a2b3c4, 2 sessions   on x86_64-amd-epyc-2c-debian-12\n"
            "\n"
            "session  commit   measured    rounds  blessed\n"
            "1        0000000  2026-11-21       3  2026-11-01  older commit\n"
            "2        1a2b3c4  2026-11-21       3  2026-11-21\n"
            "    reason: the new allocator saves memory\n"
            "    overrode: relu is 12.3 % slower than the baseline\n"
            "    accepted: relu: +12.3 %\n"
            "3        1a2b3c4  2026-11-21       3  2026-11-22\n"
            "\n"
            "benchmark  rounds    median    lowest   highest  apart  peak memory\n"
            "matmul          6  12.18 ms  12.00 ms  12.36 ms  3.0 %    50.00 MiB\n"
            "relu            6  304.5 us  300.0 us  309.0 us  3.0 %    4.000 MiB\n"
            "softmax         6  2.030 us  2.000 us  2.060 us  3.0 %    8.000 MiB\n");
}

TEST(BaselineTable, one_session_has_no_range) {
  model::Baseline baseline = three_sessions();
  baseline.sessions.resize(1);
  const std::string text = render_baseline(baseline, wide(100));
  EXPECT_EQ(text.find("lowest"), std::string::npos);
  EXPECT_NE(text.find("baseline 0000000, 1 session "), std::string::npos);
  EXPECT_NE(text.find("matmul          3  24.00 ms    50.00 MiB\n"), std::string::npos) << text;
}

TEST(BaselineTable, says_when_there_is_nothing) {
  EXPECT_EQ(render_baseline({}, wide(80)), "unnamed suite   baseline\n\nno session in it\n");
}

TEST(BaselineTable, keeps_within_the_width_and_says_the_same_in_colour) {
  model::Baseline baseline = three_sessions();
  baseline.sessions[1].reason = std::string(200, 'r');
  for (const std::size_t width : {60U, 80U, 120U}) {
    TextOptions options = wide(width);
    const std::string plain = render_baseline(baseline, options);
    EXPECT_LE(sample::widest_line(plain), width);
    options.colour = UseColour::yes;
    EXPECT_EQ(sample::without_colours(render_baseline(baseline, options)), plain);
  }
}

TEST(BaselineTable, hostile_words_stay_words) {
  for (const std::string& name : sample::hostile_names) {
    model::Baseline baseline = three_sessions();
    baseline.suite = baseline.machine_class = name;
    for (model::BlessedRun& blessed : baseline.sessions) {
      blessed.run.git.commit = blessed.reason = name;
      blessed.overridden = blessed.accepted_regressions = {name};
      for (model::Row& row : blessed.run.rows) row.name = row.name == "relu" ? name : row.name;
    }
    const std::string text = render_baseline(baseline, wide(80));
    EXPECT_EQ(text.find_first_of("\x1b\r\t"), std::string::npos);
    EXPECT_FALSE(sample::has_ci_command(text)) << text;
    EXPECT_LT(text.size(), 20'000U);
  }
}

}  // namespace
}  // namespace trackmeet::report
