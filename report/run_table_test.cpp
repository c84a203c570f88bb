// SPDX-License-Identifier: Apache-2.0
#include "report/run_table.hpp"

#include <gtest/gtest.h>

#include "report/plain_text.hpp"
#include "report/sample_run.hpp"

namespace trackmeet::report {
namespace {

TextOptions wide(std::size_t width) {
  TextOptions options;
  options.width = width;
  return options;
}

TEST(RunTable, shows_what_was_measured_what_failed_and_what_to_mistrust) {
  model::Run run = sample::run();
  run.failures = {{"conv2d", model::FailureReason::crash, "killed by signal 11\nterminate called\n"},
                  {"pool", model::FailureReason::timeout, ""}};
  run.environment.warnings = {"load average 3.2 on 2 cores: other programs compete for the CPU"};
  EXPECT_EQ(render_run(run, wide(120)),
            "tensor_ops   1a2b3c4, 2026-11-21T09:15:11Z, 3 rounds   on x86_64-amd-epyc-2c-debian-12\n"
            "\n"
            "benchmark    median       min      mean       max  spread     throughput  peak memory\n"
            "matmul     12.00 ms  11.00 ms  12.00 ms  13.00 ms   8.3 %  20.00 GFLOP/s    50.00 MiB\n"
            "relu       300.0 us  300.0 us  300.0 us  300.0 us   0.0 %                   4.000 MiB\n"
            "softmax    2.000 us  2.000 us  2.000 us  2.000 us   0.0 %      500.0 M/s    8.000 MiB\n"
            "\n"
            "2 failures:\n"
            "  conv2d: crash: killed by signal 11\n"
            "    | terminate called\n"
            "  pool: timeout\n"
            "\n"
            "warning: load average 3.2 on 2 cores: other programs compete for the CPU\n");
}

TEST(RunTable, a_narrow_terminal_keeps_what_matters_most) {
  EXPECT_EQ(render_run(sample::run(), wide(60)),
            "tensor_ops   on x86_64-amd-epyc-2c-debian-12\n"
            "  1a2b3c4, 2026-11-21T09:15:11Z, 3 rounds\n"
            "\n"
            "benchmark    median  spread     throughput  peak memory\n"
            "matmul     12.00 ms   8.3 %  20.00 GFLOP/s    50.00 MiB\n"
            "relu       300.0 us   0.0 %                   4.000 MiB\n"
            "softmax    2.000 us   0.0 %      500.0 M/s    8.000 MiB\n");
}

TEST(RunTable, rounds_stand_in_each_row_where_they_differ) {
  model::Run run = sample::run();
  run.rows.pop_back();
  const std::string text = render_run(run, wide(120));
  EXPECT_NE(text.find("benchmark  rounds"), std::string::npos) << text;
  EXPECT_EQ(text.find("3 rounds"), std::string::npos) << text;
}

TEST(RunTable, a_run_without_rows_says_so) {
  EXPECT_EQ(render_run({}, wide(80)), "unnamed suite   unknown commit\n\nnothing was measured\n");
}

TEST(RunTable, keeps_within_the_width_and_says_the_same_in_colour) {
  model::Run run = sample::run();
  run.failures = {{std::string(200, 'n'), model::FailureReason::error, std::string(300, 'd')}};
  run.environment.warnings = {std::string(300, 'w')};
  for (const std::size_t width : {60U, 80U, 120U}) {
    TextOptions options = wide(width);
    const std::string plain = render_run(run, options);
    EXPECT_LE(sample::widest_line(plain), width);
    options.colour = UseColour::yes;
    EXPECT_EQ(sample::without_colours(render_run(run, options)), plain);
  }
}

TEST(RunTable, hostile_words_stay_words) {
  for (const std::string& name : sample::hostile_names) {
    model::Run run = sample::run();
    run.suite = run.git.commit = run.environment.machine_class = name;
    for (model::Row& row : run.rows) row.name = row.name == "relu" ? name : row.name;
    for (model::Metric& metric : run.metrics) metric.unit = name;
    run.failures = {{name, model::FailureReason::memory, name}};
    run.environment.warnings = {name};
    const std::string text = render_run(run, wide(80));
    EXPECT_EQ(text.find_first_of("\x1b\r\t"), std::string::npos);
    EXPECT_FALSE(sample::has_ci_command(text)) << text;
    EXPECT_LT(text.size(), 10'000U);
  }
}

}  // namespace
}  // namespace trackmeet::report
